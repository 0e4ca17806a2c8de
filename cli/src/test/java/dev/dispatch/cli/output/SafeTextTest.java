package dev.dispatch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void controlCharactersAreShownAndNotSent() {
        assertThat(SafeText.line("a\u001b[2Jb\u0007\u007f\u009b1mc")).isEqualTo("a\\u001b[2Jb\\u0007\\u007f\\u009b1mc");
    }

    @Test
    void aLineStaysALine() {
        assertThat(SafeText.line("a\nb\r\tc")).isEqualTo("a\\nb\\r\\tc");
        assertThat(SafeText.lines("a\nb\tc\r")).isEqualTo("a\nb\tc\\r");
    }

    @Test
    void textCannotTurnTheDirectionOfWriting() {
        assertThat(SafeText.line("user\u202etxt.exe\u2066")).isEqualTo("user\\u202etxt.exe\\u2066");
    }

    @Test
    void ordinaryTextIsReturnedItself() {
        String text = "käse €  日本 👍";
        assertThat(SafeText.line(text)).isSameAs(text);
    }

    @Test
    void anEscapedDocumentMeansTheSame() {
        String document = Json.compact(Json.object().put("a\u009b", "b\u007f\u202e"));
        String safe = SafeText.json(document);
        assertThat(safe).isNotEqualTo(document);
        assertThat(Json.parse(safe)).isEqualTo(Json.parse(document));
    }
}
