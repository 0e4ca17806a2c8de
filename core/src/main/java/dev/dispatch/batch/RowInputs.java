package dev.dispatch.batch;

import dev.dispatch.json.Pointer;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The inputs of one row laid on those that are given for all of them: by name, the row's count. */
final class RowInputs {

    private RowInputs() {}

    static GivenInputs texts(GivenInputs all, List<GivenInputs.Text> own) {
        Set<String> names = new HashSet<>();
        own.forEach(text -> names.add(text.name()));
        List<GivenInputs.Text> texts = without(all.texts(), names);
        texts.addAll(own);
        ObjectNode values = all.values();
        if (names.stream().anyMatch(values::has)) {
            values = values.deepCopy();
            values.remove(names);
        }
        return new GivenInputs(texts, values);
    }

    static GivenInputs values(GivenInputs all, ObjectNode own) {
        Set<String> names = new HashSet<>(own.propertyNames());
        ObjectNode values = own;
        if (!all.values().isEmpty()) {
            values = all.values().deepCopy();
            values.setAll(own);
        }
        return new GivenInputs(without(all.texts(), names), values);
    }

    private static List<GivenInputs.Text> without(List<GivenInputs.Text> texts, Set<String> names) {
        List<GivenInputs.Text> others = new ArrayList<>();
        for (GivenInputs.Text text : texts) {
            if (!names.contains(text.name())) {
                others.add(text);
            }
        }
        return others;
    }

    /** The input that a finding is about; empty where it is about the job. */
    static Optional<String> named(Issue issue) {
        Pointer pointer = issue.pointer();
        List<String> names = pointer.names();
        return names.size() > 1 && names.getFirst().equals("inputs") ? Optional.of(names.get(1)) : Optional.empty();
    }
}
