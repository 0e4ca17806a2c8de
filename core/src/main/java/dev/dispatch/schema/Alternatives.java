package dev.dispatch.schema;

import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Sums up a failed {@code anyOf} or {@code oneOf} by the alternative that came nearest. */
final class Alternatives {

    private static final int MOST_REASONS = 2;
    private static final int LONGEST_REASON = 160;

    private Alternatives() {}

    /** No alternative fits; there is one list of violations, none empty, for each. */
    static SchemaViolation none(
            String keyword, List<? extends Collection<SchemaViolation>> branches, JsonNode value, Pointer at) {
        Set<String> types = new LinkedHashSet<>();
        if (branches.stream().allMatch(branch -> onlyType(branch, at, types))) {
            SchemaViolation type = Wording.type(List.copyOf(types), value, at);
            return new SchemaViolation(at, keyword, type.message(), type.expected(), type.actual(), type.suggestions());
        }
        int nearest = 0;
        for (int i = 1; i < branches.size(); i++) {
            if (distance(branches.get(i), at) < distance(branches.get(nearest), at)) {
                nearest = i;
            }
        }
        List<SchemaViolation> reasons = List.copyOf(branches.get(nearest));
        String message = branches.size() == 1
                ? "does not fit: " + reasons(reasons, at)
                : "fits none of the " + branches.size() + " alternatives; number " + (nearest + 1) + " comes nearest: "
                        + reasons(reasons, at);
        SchemaViolation first = reasons.getFirst();
        return new SchemaViolation(at, keyword, message, first.expected(), Wording.show(value), List.of());
    }

    /** More than one alternative of a {@code oneOf} fits; counted from 1. */
    static SchemaViolation several(List<Integer> fitting, Pointer at) {
        String numbers = String.join(", ", fitting.stream().map(String::valueOf).toList());
        return SchemaViolation.of(at, "oneOf", "must fit exactly one alternative, fits " + numbers);
    }

    private static boolean onlyType(Collection<SchemaViolation> branch, Pointer at, Set<String> types) {
        for (SchemaViolation violation : branch) {
            String expected = violation.expected();
            if (!violation.keyword().equals("type") || !violation.pointer().equals(at) || expected == null) {
                return false;
            }
            types.addAll(List.of(expected.split(" or ", -1)));
        }
        return true;
    }

    /** A wrong type of the whole value weighs most, then a wrong constant: that is how alternatives are told apart. */
    private static int distance(Collection<SchemaViolation> branch, Pointer at) {
        int sum = 0;
        for (SchemaViolation violation : branch) {
            boolean whole = violation.pointer().equals(at);
            sum += switch (violation.keyword()) {
                case "type", "false" -> whole ? 10_000 : 1;
                case "const", "enum" -> 100;
                default -> 1;
            };
        }
        return sum;
    }

    private static String reasons(List<SchemaViolation> violations, Pointer at) {
        List<String> shown = new ArrayList<>();
        for (SchemaViolation violation : violations.subList(0, Math.min(MOST_REASONS, violations.size()))) {
            String below = violation.pointer().text().substring(at.text().length());
            String place = new Pointer(below).dotted();
            String why = Wording.cut(violation.message(), LONGEST_REASON);
            shown.add(place.isEmpty() ? why : Wording.cut(place) + " " + why);
        }
        int more = violations.size() - shown.size();
        return String.join("; ", shown) + (more > 0 ? "; and " + more + " more" : "");
    }
}
