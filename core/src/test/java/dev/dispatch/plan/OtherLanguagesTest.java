package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write who know other workflow languages, and what they are told. */
@NullMarked
class OtherLanguagesTest {

    private static final String LIST = "'inputs':{'list':{'type':'array','default':[]}}";

    @TempDir
    Path folder;

    private Issue issue(String members) {
        String step = "{'id':'b','action':'flow.log','payload':{'message':'${input.list}'}," + members + "}";
        return Checking.steps(folder, step, LIST).issues().getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'retries':3 | retry",
                "'maxRetries':3 | retry",
                "'loop':[1] | forEach",
                "'if':true | when",
                "'onError':'continue' | continueOnError",
                "'ignore_errors':true | continueOnError",
                "'name':'x' | ",
                "'assert':[] | expect",
                "'with':{} | ",
                "'url':'/x' | payload.url",
                "'finally':[] | scenario.finally, a list of steps",
                "'colour':'red' | ",
                "'forEach':{'items':[1],'concurrency':2} | maxConcurrency",
                "'retry':{'delay':'1s'} | initialDelay",
                "'retry':{'maxRetries':2} | maxAttempts",
            })
    void aWordOfAnotherLanguageIsAnsweredWithTheOneOfThis(String members, @Nullable String word) {
        Issue issue = issue(members);
        assertThat(issue.message()).startsWith("Unknown member");
        assertThat(String.join(" ", issue.suggestions())).isEqualTo(word == null ? "" : word);
        assertThat(issue.attributes().has("patch")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'retry':3 | {'maxAttempts':3}",
                "'forEach':[1,2] | {'items':[1,2]}",
                "'forEach':'${input.list}' | {'items':'${input.list}'}",
                "'retry':{'on':'5xx'} | ['5xx']",
                "'retry':{'on':['5XX']} | '5xx'",
            })
    void aValueThatLacksItsObjectOrArrayIsPutIntoIt(String members, String value) {
        Issue issue = issue(members);
        assertThat(issue.attributes().at("/patch/0/value").toString()).isEqualTo(Checking.json(value));
        assertThat(issue.suggestions()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'retry':true", "'forEach':{}", "'forEach':5", "'retry':{'on':'often'}"})
    void nothingIsSuggestedThatWouldNotWork(String members) {
        assertThat(issue(members).suggestions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"30 | 30ms 30s", "1500 | 1500ms 1500s"})
    void aNumberForADurationMayHaveEitherUnit(String number, String ways) {
        Issue issue = issue("'timeout':" + number);
        assertThat(issue.expected()).startsWith("<n>ms");
        assertThat(String.join(" ", issue.suggestions())).isEqualTo(ways);
        assertThat(issue.attributes().has("patch")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "${step.a.body.id}, ${step.a.response.body.id}",
        "${steps.a.body.id}, ${step.a.response.body.id}",
        "${a.response.body.id}, ${step.a.response.body.id}",
    })
    void aReferenceThatLacksAPartIsCompleted(String wrong, String right) {
        Issue issue = Checking.steps(
                        folder,
                        "{'id':'a','action':'http.request','payload':{'url':'http://127.0.0.1/'}},"
                                + "{'id':'b','action':'flow.log','payload':{'message':'" + wrong + "'}}")
                .issues()
                .getFirst();
        assertThat(issue.attributes().at("/patch/0/value").asString()).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${item.id} | inside of a loop",
                "${index} | inside of a loop",
                "${previous.body} | a step with",
                "${response.body} | after a step",
            })
    void aNameOutOfPlaceSaysWhereItsPlaceIs(String reference, String place) {
        String step = "{'id':'b','action':'flow.log','payload':{'message':'" + reference + "'}}";
        assertThat(Checking.steps(folder, step).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.expected()).contains(place));
    }
}
