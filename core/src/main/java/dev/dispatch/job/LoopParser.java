package dev.dispatch.job;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import dev.dispatch.problem.Names;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code forEach} and {@code repeat}. */
final class LoopParser {

    private static final Set<String> FOR_EACH = Set.of("items", "as", "maxConcurrency", "maxItems");
    private static final Set<String> REPEAT = Set.of("while", "maxTimes", "delay", "onLimit");

    private final Members step;
    private final IssueList issues;
    private final List<String> outer;

    /** @param outer names that the loops around give */
    LoopParser(Members step, IssueList issues, List<String> outer) {
        this.step = step;
        this.issues = issues;
        this.outer = outer;
    }

    /** Null where the step has none, or one that cannot be read. */
    @Nullable
    Loop loop() {
        if (step.has("forEach") && step.has("repeat")) {
            issues.add(Issue.at(
                            IssueCode.SCHEMA_ERROR,
                            step.pointer("repeat"),
                            "A step has either 'forEach' or 'repeat', not both")
                    .expected("one of the two, or a block with the other one inside")
                    .actual("both"));
        }
        return step.object("forEach", "items", node -> node.isArray() || node.isString())
                .flatMap(this::forEach)
                .<Loop>map(loop -> loop)
                .or(() -> step.object("repeat").flatMap(this::repeat))
                .orElse(null);
    }

    private Optional<Loop.ForEach> forEach(Members block) {
        block.allow(FOR_EACH, Set.of());
        String as = as(block);
        int atOnce = block.integer("maxConcurrency", 1, Loop.MOST_AT_ONCE).orElse(1);
        int most = block.integer("maxItems", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
        Optional<TemplateTree> items = block.missing("items", "an array, or an expression that gives one")
                ? Optional.empty()
                : items(block.node("items").orElseThrow(), block.pointer("items"));
        // A loop without items still gives its names to what stands in it.
        return Optional.of(new Loop.ForEach(items.orElseGet(LoopParser::none), as, atOnce, most));
    }

    private static TemplateTree none() {
        return TemplateTree.compile(Json.array(), Pointer.ROOT, JobRoots.STATE)
                .orReport(_ -> {})
                .orElseThrow();
    }

    private Optional<TemplateTree> items(JsonNode written, Pointer at) {
        Roots roots = with(JobRoots.STATE);
        boolean one = written.isString()
                && Template.parse(written.stringValue(), at, roots)
                        .orReport(issues::add)
                        .filter(template -> !template.whole() || template.optional())
                        .isPresent();
        if (!(written.isArray() || written.isString()) || one) {
            issues.add(MemberIssue.wrongType(at, "array", written)
                    .expected("an array, or one expression that gives one, such as ${step.list.response.body}"));
            return Optional.empty();
        }
        return (written.isString() && !issues.hasAt(at)) || written.isArray()
                ? TemplateTree.compile(written, at, roots).orReport(issues::add)
                : Optional.empty();
    }

    private String as(Members block) {
        Optional<String> name = block.text("as");
        if (name.isEmpty()) {
            return "item";
        }
        Pointer at = block.pointer("as");
        NameCheck.checkValue(IssueCode.SCHEMA_ERROR, "loop's item", name.get(), at, issues);
        boolean taken = !name.get().equals("item")
                && (Roots.ALL.names().contains(name.get())
                        || name.get().equals("inputs")
                        || name.get().equals("steps")
                        || outer.contains(name.get()));
        if (taken) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, at, "'" + name.get() + "' is taken by another value")
                    .expected("another name than " + Names.list(Roots.ALL.names())
                            + (outer.isEmpty() ? "" : " and those of the loops around"))
                    .actual(name.get()));
            return "item";
        }
        return NameCheck.isName(name.get()) ? name.get() : "item";
    }

    private Optional<Loop> repeat(Members block) {
        block.allow(REPEAT, Set.of());
        Optional<Integer> most = block.missing("maxTimes", "the most passes, an integer")
                ? Optional.empty()
                : block.integer("maxTimes", 1, Loop.MOST_PASSES);
        Duration delay = block.duration("delay").orElse(Duration.ZERO);
        boolean fails =
                block.word("onLimit", List.of("fail", "stop")).orElse("fail").equals("fail");
        Optional<Condition> condition = block.missing("while", "a condition over {input, run, steps, response, index}")
                ? Optional.empty()
                : Condition.parse(
                                block.node("while").orElseThrow(),
                                block.pointer("while"),
                                with(JobRoots.ANSWER).and("index").and("previous"))
                        .orReport(issues::add);
        return condition.map(found -> new Loop.Repeat(found, most.orElse(1), delay, fails));
    }

    private Roots with(Roots usual) {
        Roots roots = usual;
        for (String name : outer) {
            roots = roots.and(name);
        }
        return roots;
    }
}
