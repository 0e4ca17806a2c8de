package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told before a run of the jobs that a job calls. */
@NullMarked
class CalledJobsTest {

    private static final String LOG = "{'id':'s','action':'flow.log','payload':{'message':'m'}}";
    private static final String TYPED = "'inputs':{'name':{'type':'string','required':true},"
            + "'count':{'type':'integer','default':1},'size':{'type':'string','enum':['S','L']}},"
            + "'outputs':{'total':'${input.count}','first':'${input.name}${input.size:-}'}";

    @TempDir
    Path folder;

    private void file(String name, String steps, String... members) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            StringBuilder job =
                    new StringBuilder("{'schemaVersion':1,'jobType':'t','scenario':{'steps':[" + steps + "]}");
            for (String member : members) {
                job.append(',').append(member);
            }
            Files.writeString(file, Checking.json(job.append('}').toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String call(String job, String inputs) {
        return "{'id':'call','action':'flow.call','payload':{'job':'" + job + "','inputs':{" + inputs + "}}}";
    }

    private Checking calling(String job, String inputs, String... more) {
        return Checking.steps(folder, call(job, inputs) + String.join("", more)).file("top.job.case.json");
    }

    private static String file(Issue issue) {
        return issue.attributes().path("file").asString("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lgoin.job.case.json | There is no job file 'lgoin.job.case.json' beside this one | login.job.case.json",
                "login | There is no job file 'login' beside this one | login.job.case.json",
                "sub/inne.job.case.json | There is no job file 'sub/inne.job.case.json' beside this one"
                        + " | sub/inner.job.case.json",
                "far/away.json | There is no job file 'far/away.json' beside this one | ",
                "sub | There is no job file 'sub' beside this one | ",
                "/login.job.case.json | '/login.job.case.json' is an absolute path, which no other machine has | ",
                "shop:fil | Module 'shop' ships no job 'fil' | shop:fill",
                "shpo:fill | There is no module 'shpo' | shop:fill",
                "${run.runId} | The called job must be known before the run; an expression cannot name it | ",
            })
    void aJobThatCannotBeFoundNamesNearOnes(String job, String message, String near) {
        file("login.job.case.json", LOG);
        file("sub/inner.job.case.json", LOG);

        List<Issue> issues = calling(job, "")
                .module("shop", "{'name':'shop','version':'1.0.0','actions':{}}", "fill.job.seed.json")
                .issues();

        assertThat(issues).extracting(Issue::message).containsExactly(message);
        assertThat(issues.getFirst().path()).isEqualTo("scenario.steps[0].payload.job");
        assertThat(issues.getFirst().suggestions()).isEqualTo(near == null ? List.of() : List.of(near));
    }

    @Test
    void jobsThatCallEachOtherAreNamedInTheirOrder() {
        file("a.job.case.json", call("b.job.case.json", ""));
        file("b.job.case.json", call("a.job.case.json", ""));

        List<Issue> issues = calling("a.job.case.json", "").issues();

        assertThat(issues)
                .extracting(Issue::message)
                .anyMatch(message -> message.startsWith(
                        "Jobs call each other in a circle: a.job.case.json -> b.job.case.json -> a.job.case.json"));
        assertThat(issues)
                .filteredOn(issue -> issue.attributes().has("circle"))
                .singleElement()
                .satisfies(issue -> assertThat(file(issue)).endsWith("b.job.case.json"));
    }

    @Test
    void aJobMayNotLeadBackToTheOneThatIsChecked() {
        file("top.job.case.json", LOG);
        file("a.job.case.json", call("top.job.case.json", ""));

        assertThat(calling("a.job.case.json", "").issues())
                .extracting(Issue::message)
                .contains(
                        "Jobs call each other in a circle: top.job.case.json -> a.job.case.json -> top.job.case.json");
    }

    @Test
    void jobsThatFanOutAreCheckedOnceEachAndMayNotGoTooDeep() {
        for (int i = 1; i <= 20; i++) {
            String next = call("j" + (i + 1) + ".job.case.json", "").replace("'call'", "'a'") + ","
                    + call("j" + (i + 1) + ".job.case.json", "").replace("'call'", "'b'");
            file("j" + i + ".job.case.json", i == 20 ? LOG : next);
        }

        assertThat(calling("j5.job.case.json", "").issues()).isEmpty();
        assertThat(calling("j1.job.case.json", "").issues())
                .extracting(Issue::expected)
                .contains("at most 16 jobs that call each other in a row");
        // The deep part is known to be right by then; from here it is too deep all the same.
        String both = "," + call("j1.job.case.json", "").replace("'call'", "'second'");
        assertThat(calling("j5.job.case.json", "", both).issues()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                " | MISSING_INPUT scenario.steps[0].payload.inputs.name",
                "'name':7 | INVALID_INPUT scenario.steps[0].payload.inputs.name",
                "'name':'n','count':'x${input.n}' | INVALID_INPUT scenario.steps[0].payload.inputs.count",
                "'name':'n','cuont':1 | UNKNOWN_INPUT scenario.steps[0].payload.inputs.cuont",
                "'name':'n','size':'M' | INVALID_INPUT scenario.steps[0].payload.inputs.size",
            })
    void inputsAreHeldAgainstTheDeclarations(String inputs, String line) {
        file("typed.job.case.json", LOG, TYPED);

        List<Issue> issues = calling("typed.job.case.json", inputs == null ? "" : inputs).issues().stream()
                .filter(issue -> issue.code() != IssueCode.INVALID_INTERPOLATION)
                .toList();

        assertThat(Checking.lines(issues)).containsExactly(line);
        assertThat(issues.getFirst().message()).contains("typed.job.case.json");
    }

    @Test
    void whatExpressionsStandForIsLeftToTheRun() {
        file("typed.job.case.json", LOG, TYPED);

        List<Issue> issues = Checking.steps(
                        folder,
                        LOG + ","
                                + call(
                                        "typed.job.case.json",
                                        "'name':'a ${step.s.response.message}','count':'${step.s.response.message}',"
                                                + "'size':'${step.s.response.message}'"))
                .issues();

        assertThat(issues).isEmpty();
    }

    @Test
    void anOutputThatTheJobDoesNotHaveIsAnIssueWithTheNearestOne() {
        file("typed.job.case.json", LOG, TYPED);

        List<Issue> issues = calling(
                        "typed.job.case.json",
                        "'name':'n'",
                        ",{'id':'use','action':'flow.log','payload':{'message':'${step.call.response.totl}'}}")
                .issues();

        assertThat(issues).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.UNKNOWN_MEMBER_REFERENCE);
            assertThat(issue.suggestions()).containsExactly("${step.call.response.total}");
        });
    }

    @Test
    void whatIsWrongWithACalledJobNamesItsFileAndLineAndTheStepThatCalls() {
        file("bad.job.case.json", "{'id':'x','action':'flow.lgo'}");

        List<Issue> issues = calling("bad.job.case.json", "").issues();

        assertThat(Checking.lines(issues))
                .containsExactly(
                        "INVALID_CALL scenario.steps[0].payload.job", "UNKNOWN_ACTION scenario.steps[0].action");
        assertThat(file(issues.get(0))).isEmpty();
        assertThat(issues.get(0).message()).contains("'bad.job.case.json' cannot run");
        assertThat(file(issues.get(1)))
                .isEqualTo(folder.resolve("bad.job.case.json").toString());
    }

    @Test
    void aFileThatIsNoJobIsNamedWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("no.job.case.json"), "{\n  nothing }");

        List<Issue> issues = calling("no.job.case.json", "").issues();

        assertThat(issues).extracting(Issue::code).containsExactly(IssueCode.INVALID_CALL, IssueCode.INVALID_JSON);
        assertThat(issues.get(1).position()).isNotNull();
    }

    @Test
    void variablesOfTheCredentialsOfACalledJobAreNeeded() {
        file("keyed.job.case.json", LOG, "'credentials':{'p':{'fromEnv':{'key':'KEY'}}}");

        assertThat(calling("keyed.job.case.json", "").rejected().credentialIssues())
                .singleElement()
                .satisfies(issue -> assertThat(file(issue)).endsWith("keyed.job.case.json"));
        assertThat(calling("keyed.job.case.json", "").env("KEY", "k").issues()).isEmpty();
    }

    @Test
    void aCaseJobChangesNoMemoryThroughTheJobsItCalls() {
        String store = "{'id':'m','action':'memory.store','payload':{'namespace':'n','key':'k','value':1}}";
        file("store.job.seed.json", store);
        file("between.job.seed.json", call("store.job.seed.json", ""));

        assertThat(calling("between.job.seed.json", "").issues())
                .extracting(Issue::code)
                .contains(IssueCode.DISALLOWED_MEMORY_MUTATION);
        assertThat(calling("between.job.seed.json", "").seed().issues()).isEmpty();
    }

    @Test
    void aCalledJobIsPartOfThePlansHash() {
        file("a.job.case.json", LOG);
        String before = hash();
        file("a.job.case.json", LOG.replace("'m'", "'other'"));

        assertThat(hash()).isNotEqualTo(before);
    }

    private String hash() {
        PreflightResult.Ready ready =
                (PreflightResult.Ready) calling("a.job.case.json", "").result();
        return PlanHash.of(
                ready.plan(), new dev.dispatch.redact.Redactor(new dev.dispatch.redact.Secrets()), _ -> "hash");
    }

    @Test
    void aCallThatPassesNoInputsAtAllMissesTheRequiredOnes() {
        file("typed.job.case.json", LOG, TYPED);
        assertThat(Checking.steps(folder, "{'id':'call','action':'flow.call','payload':{'job':'typed.job.case.json'}}")
                        .file("top.job.case.json")
                        .issues())
                .anySatisfy(issue -> {
                    assertThat(issue.code()).isEqualTo(IssueCode.MISSING_INPUT);
                    assertThat(issue.path()).isEqualTo("scenario.steps[0].payload.inputs.name");
                });
    }
}
