package dev.dispatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScriptJsonTest {

    private static final String PIECES = "<>&/!-'\"\\ a\n\t\u0000\u2028\u2029\ufeff\u007f\u0085\uffff";

    @Test
    void anyTextReadsBackAndHasNothingThatEndsAScript() throws Exception {
        Random random = new Random(20_260_306);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder("\ud83d\ude00");
            for (int j = random.nextInt(20); j > 0; j--) {
                text.append(PIECES.charAt(random.nextInt(PIECES.length())));
            }
            String written = ScriptJson.of(Json.object().put(text.toString(), text.toString()));
            assertThat(written).doesNotContainPattern("[<>&\\u2028\\u2029]");
            assertThat(Json.parse(written).path(text.toString()).stringValue()).isEqualTo(text.toString());
        }
    }

    @Test
    void halfACharacterIsEscaped() {
        assertThat(ScriptJson.of(Json.text("a\ud800b"))).isEqualTo("\"a\\ud800b\"");
    }

    @Test
    void everyCharacterIsAllowedInXmlOnceItIsEscaped() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= 0x110FF; c++) {
            all.appendCodePoint(c);
        }
        String read = XmlText.parse("<a b=\"" + Markup.text(all.toString()) + "\"/>")
                .getDocumentElement()
                .getAttribute("b");
        assertThat(read).contains("&", "<", ">", "\"", "'", "\uFFFD");
    }
}
