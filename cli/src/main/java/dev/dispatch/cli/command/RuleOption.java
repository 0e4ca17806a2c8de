package dev.dispatch.cli.command;

import dev.dispatch.expression.Condition;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.record.Assertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --rule JSON}: conditions from the command line, over what a verification sees. */
final class RuleOption {

    private static final String NAME = "--rule";
    private static final String EXAMPLE = "{\"path\": \"$.summary.status\", \"op\": \"eq\", \"value\": \"SUCCESS\"}";

    private RuleOption() {}

    static OptionSpec spec() {
        return Options.repeated(
                NAME,
                "JSON",
                "a rule {path, op, value} or a group of rules over {summary, inputs, outputs, steps, calls}, in"
                        + " single quotes: the checks rule-1, rule-2, ...");
    }

    /**
     * In the order given.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} with every fault of every rule
     */
    static List<Condition> read(Invocation invocation) {
        List<Condition> rules = new ArrayList<>();
        List<Issue> faults = new ArrayList<>();
        List<String> texts = invocation.texts(NAME);
        for (int i = 0; i < texts.size(); i++) {
            String name = Assertions.ruleName(i);
            List<Issue> found = new ArrayList<>();
            read(texts.get(i), found).ifPresent(rules::add);
            found.forEach(issue -> faults.add(issue.atPath(
                    issue.path().isEmpty() || issue.path().startsWith("[")
                            ? name + issue.path()
                            : name + "." + issue.path())));
        }
        if (!faults.isEmpty()) {
            throw invocation.usage(Problem.of(
                    ProblemCode.USAGE_ERROR, "What " + NAME + " gives is no condition; nothing was checked", faults));
        }
        return rules;
    }

    private static Optional<Condition> read(String text, List<Issue> found) {
        JsonSource source;
        try {
            source = JsonSource.read(text);
        } catch (JsonSyntaxException e) {
            found.add(Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, String.valueOf(e.getMessage()))
                    .atPosition(Optional.of(e.position()))
                    .expected("JSON in single quotes, so that the shell leaves it alone: '" + EXAMPLE + "'")
                    .actual(text));
            return Optional.empty();
        }
        IssueList issues = IssueList.about(source);
        for (JsonSource.Duplicate twice : source.duplicates()) {
            issues.add(Issue.at(
                            IssueCode.DUPLICATE_MEMBER,
                            twice.pointer(),
                            "'" + twice.pointer().dotted() + "' stands there twice")
                    .atPosition(Optional.of(twice.position()))
                    .expected("one member of that name")
                    .actual("the name again"));
        }
        Optional<Condition> condition =
                Condition.parse(source.root(), Pointer.ROOT, JobRoots.RECORD).orReport(issues::add);
        found.addAll(issues.issues());
        return condition;
    }
}
