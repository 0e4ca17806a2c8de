package dev.dispatch.plan;

import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.job.Loop;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Holds references to the item of a loop against the items, where the job itself writes them out. */
final class ItemCheck {

    /**
     * The items of one loop.
     *
     * @param members how many of the items have each
     * @param type of the items where they are none that has members
     */
    private record Items(int count, Map<String, Integer> members, Optional<String> type) {}

    private final StepPlaces places;
    private final ReferenceMend mend;
    private final Map<String, Optional<Items>> known = new HashMap<>();

    ItemCheck(StepPlaces places, ReferenceMend mend) {
        this.places = places;
        this.mend = mend;
    }

    /** @param name the first name below the item */
    void check(ReferenceUse use, String name, IssueList found, IssueList warned) {
        loop(use)
                .flatMap(step -> known.computeIfAbsent(step.id(), _ -> items(step)))
                .ifPresent(items -> check(use, name, items, found, warned));
    }

    /** The loop that gives the name; the items of a loop are evaluated outside of it. */
    private Optional<Step> loop(ReferenceUse use) {
        String root = use.reference().root();
        return places.around(use.pointer()).reversed().stream()
                .filter(step -> step.loop() instanceof Loop.ForEach forEach
                        && (root.equals("item") || root.equals(forEach.as()))
                        && !use.pointer().text().startsWith(step.pointer().text() + "/forEach/"))
                .findFirst();
    }

    private static Optional<Items> items(Step step) {
        if (!(step.loop() instanceof Loop.ForEach forEach)
                || !forEach.items().source().isArray()
                || forEach.items().source().isEmpty()
                || !forEach.items().references().isEmpty()) {
            return Optional.empty();
        }
        JsonNode items = forEach.items().source();
        if (items.valueStream().noneMatch(JsonNode::isContainer)) {
            return Optional.of(new Items(items.size(), Map.of(), Optional.of(Json.typeOf(items.get(0)))));
        }
        if (!items.valueStream().allMatch(JsonNode::isObject)) {
            return Optional.empty();
        }
        Map<String, Integer> members = new LinkedHashMap<>();
        items.forEach(item -> item.propertyNames().forEach(name -> members.merge(name, 1, Integer::sum)));
        return Optional.of(new Items(items.size(), members, Optional.empty()));
    }

    private void check(ReferenceUse use, String name, Items items, IssueList found, IssueList warned) {
        String written = "${" + use.reference().text() + "}";
        int having = items.members().getOrDefault(name, 0);
        if (items.type().isPresent()) {
            (use.guarded() ? warned : found)
                    .add(() -> Issue.at(
                                    IssueCode.UNKNOWN_MEMBER_REFERENCE,
                                    use.pointer(),
                                    "The items of the loop are of type "
                                            + items.type().get() + " and have nothing below them")
                            .expected("${" + use.reference().root() + "}")
                            .actual(written));
        } else if (having == 0) {
            String message = "No item of the loop has a member '" + name + "'";
            (use.guarded() ? warned : found)
                    .add(() -> mend.name(
                            ReferenceCheck.unknown(
                                    IssueCode.UNKNOWN_MEMBER_REFERENCE,
                                    use,
                                    message,
                                    name,
                                    items.members().keySet()),
                            use,
                            0));
        } else if (having < items.count() && !use.guarded()) {
            warned.add(() -> Issue.at(
                            IssueCode.UNGUARDED_REFERENCE,
                            use.pointer(),
                            "Only " + having + " of the " + items.count() + " items have a member '" + name
                                    + "'; for the others " + written + " is absent")
                    .expected("a default: ${" + use.reference().text() + ":-<default>}")
                    .actual(written));
        }
    }
}
