package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The patches of findings mend what they are given for. */
class PatchTest {

    @TempDir
    static Path folder = Path.of("");

    private static Checking shop = Checking.job(folder, "{}");

    /** What is found in each bad job, looked at once. */
    private static List<Found> found = List.of();

    private record Found(String job, List<Issue> issues) {}

    @BeforeAll
    static void look() {
        shop = Checking.job(folder, "{}")
                .module("shop", BadJobs.SHOP, "login.job.seed.json")
                .env("SHOP_TOKEN", "t")
                .remember("shop", "session");
        found = BadJobs.all().parallelStream()
                .map(job -> new Found(job, shop(job).issues()))
                .toList();
    }

    private static Checking shop(String job) {
        // Single quotes would be taken for double ones.
        return shop.about(job.replace("'", "\\u0027"));
    }

    @Test
    void theGoodJobIsGood() {
        assertThat(shop(Json.pretty(BadJobs.good())).lines()).isEmpty();
    }

    @Test
    void everyPatchTakesItsFindingAwayAndBringsNoOther() {
        int patches = found.parallelStream().mapToInt(PatchTest::mended).sum();
        assertThat(patches).isGreaterThan(200);
    }

    /** How many patches there are, each of which mends. */
    private static int mended(Found bad) {
        List<Issue> patched = bad.issues().stream()
                .filter(issue -> issue.attributes().has("patch"))
                .toList();
        for (Issue issue : patched) {
            String mended = Json.pretty(JsonPatch.apply(issue.attributes().get("patch"), Json.parse(bad.job())));
            List<Issue> after = shop(mended).issues();
            assertThat(after.stream().map(PatchTest::identity))
                    .as(issue + "\n" + mended)
                    .doesNotContain(identity(issue));
            Map<IssueCode, Integer> left = counted(bad.issues());
            left.merge(issue.code(), -1, Integer::sum);
            counted(after)
                    .forEach((code, count) ->
                            assertThat(count).as(issue + "\n" + after).isLessThanOrEqualTo(left.getOrDefault(code, 0)));
        }
        return patched.size();
    }

    @Test
    void allPatchesOfAJobTogetherLeaveNothingOfWhatTheyMend() {
        String job = BadJobs.slips().getLast();
        List<Issue> issues = shop(job).issues();
        JsonNode mended = Json.parse(job);
        for (Issue issue : issues) {
            assertThat(issue.attributes().path("patch").isArray())
                    .as(issue.toString())
                    .isTrue();
            mended = JsonPatch.apply(issue.attributes().get("patch"), mended);
        }
        assertThat(issues).hasSizeGreaterThanOrEqualTo(5);
        assertThat(shop(Json.pretty(mended)).lines()).isEmpty();
    }

    @Test
    void aPlaceThatOnePatchMovesIsLeftAloneByTheNext() {
        String job = """
                {"schemaVersion": 1, "jobType": "t", "inputs": {"a": {"type": "string"}}, "scenario": {"steps": [
                  {"action": "flow.log", "payload": {"mesage": "${input.b}"}}]}}
                """;
        JsonNode mended = Json.parse(job);
        for (Issue issue : Checking.job(folder, job).rejected().issues()) {
            if (issue.attributes().has("patch")) {
                mended = JsonPatch.apply(issue.attributes().get("patch"), mended);
            }
        }
        assertThat(mended.at("/scenario/steps/0/payload/message").asString()).isEqualTo("${input.b}");
    }

    @Test
    void whatStandsInBlocksAndInFinallyIsMendedThere() {
        String job = """
                {"schemaVersion": 1, "jobType": "t", "scenario": {
                  "steps": [{"steps": [{"id": "a", "action": "flow.lgo", "payload": {"message": "m"}},
                    {"forEach": {"itms": [1]}, "action": "flow.log", "payload": {"message": "m"}}]}],
                  "finally": [{"action": "flow.log", "payload": {"message": "m"}, "timeout": "5 s"}]}}
                """;
        assertThat(Checking.job(folder, job).rejected().issues())
                .filteredOn(issue -> issue.attributes().has("patch"))
                .extracting(issue -> Json.compact(issue.attributes().path("patch")))
                .containsExactly(
                        Checking.json(
                                "[{'op':'replace','path':'/scenario/steps/0/steps/0/action','value':'flow.log'}]"),
                        Checking.json("[{'op':'move','from':'/scenario/steps/0/steps/1/forEach/itms',"
                                + "'path':'/scenario/steps/0/steps/1/forEach/items'}]"),
                        Checking.json("[{'op':'replace','path':'/scenario/finally/0/timeout','value':'5s'}]"));
    }

    @Test
    void aWayThatDoesNotMendIsNotSuggested() {
        String job = """
                {"schemaVersion": 1, "jobType": "t", "scenario": {"steps": [
                  {"action": "flow.sleep", "payload": {"duration": 5}}]}}
                """;
        assertThat(Checking.job(folder, job).rejected().issues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.suggestions()).isEmpty();
                    assertThat(issue.attributes().has("patch")).isFalse();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'capture': | 'capure': | [{'op':'move','from':'/scenario/steps/0/capure','path':'/scenario/steps/0/capture'}]",
                "'shop.get-item' | 'shop.get-itm' | [{'op':'replace','path':'/scenario/steps/0/action','value':'shop.get-item'}]",
                "$.maker' | $.mak-er' | [{'op':'replace','path':'/scenario/steps/0/expect/1/rules/1/path','value':'$['mak-er']'}]",
                "'duration':'1s' | 'duration':'1.5s' | [{'op':'replace','path':'/scenario/steps/1/payload/duration','value':'1500ms'}]",
                "'schemaVersion':1 | 'schemaVersion':'1' | [{'op':'replace','path':'/schemaVersion','value':1}]",
                "'flow.sleep' | 'flow.sleep','credential':'shop' | [{'op':'remove','path':'/scenario/steps/1/credential'}]",
                "'credential':'shop', | `` | [{'op':'add','path':'/scenario/steps/0/credential','value':'shop'}]",
                "'v ${step.wait.response.slept}' | 'v ${step.wiat.response.slept}' | [{'op':'replace','path':'/outputs/text','value':'v ${step.wait.response.slept}'}]",
                "'op':'gte' | 'op':'>=' | [{'op':'replace','path':'/scenario/steps/0/expect/0/op','value':'gte'}]",
                "'type':'boolean' | 'type':'bool' | [{'op':'replace','path':'/inputs/fast/type','value':'boolean'}]",
            })
    void aCertainMendIsGiven(String right, String wrong, String patch) {
        String good = Json.compact(BadJobs.good());
        String spaceless = Checking.json(right).replace(": ", ":");
        assertThat(good).contains(spaceless);
        String job = good.replace(spaceless, wrong == null ? "" : Checking.json(wrong));
        assertThat(shop(job).issues())
                .extracting(issue -> issue.attributes().path("patch").toString().replace('"', '\''))
                .contains(patch);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'duration':'1s' | 'duration':'5'",
                "T08:00:00Z | T08:00:00",
                "'flow.sleep' | 'payments.charge'",
                "'op':'exists' | 'op':'exists','value':false",
                "'capture': | 'capure':{},'captre':",
            })
    void whereTwoMendsArePossibleNoneIsGiven(String right, String wrong) {
        String good = Json.compact(BadJobs.good());
        assertThat(good).contains(Checking.json(right));
        List<Issue> issues =
                shop(good.replace(Checking.json(right), Checking.json(wrong))).issues();
        assertThat(issues).isNotEmpty();
        assertThat(issues)
                .allSatisfy(issue -> assertThat(issue.attributes().has("patch")).isFalse());
    }

    @Test
    void everyFindingOfEveryBadJobSaysWhereWhatAndHow() {
        for (Found bad : found) {
            for (Issue issue : bad.issues()) {
                JsonNode json = issue.toJson();
                for (String member :
                        List.of("code", "path", "pointer", "line", "column", "message", "expected", "actual")) {
                    assertThat(json.has(member)).as(member + " of " + json).isTrue();
                }
            }
        }
    }

    private static String identity(Issue issue) {
        return issue.code() + " " + issue.pointer() + " " + issue.message();
    }

    private static Map<IssueCode, Integer> counted(List<Issue> issues) {
        Map<IssueCode, Integer> counts = new EnumMap<>(IssueCode.class);
        issues.forEach(issue -> counts.merge(issue.code(), 1, Integer::sum));
        return counts;
    }
}
