package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyBodyTest {

    @Test
    void anEmptyBodyIsAnEmptyObject() {
        assertThat(body("", "application/json").json()).isEqualTo(Json.object());
    }

    @Test
    void numbersKeepTheirDigits() {
        assertThat(Json.compact(body("{\"n\":12345678901234567890.10}", "").json()))
                .isEqualTo("{\"n\":12345678901234567890.10}");
    }

    @ParameterizedTest
    @CsvSource({"<html>, text/html", "'{\"a\":', application/json", "nul, text/plain", "'  ', application/json"})
    void whatIsNoJsonIsKeptAsText(String text, String type) {
        assertThat(body(text, type).json()).isEqualTo(Json.object().put("_raw", text));
    }

    @Test
    void aHundredThousandBracketsAreText() {
        String deep = "[".repeat(100_000);
        assertThat(body(deep, "application/json").json())
                .isEqualTo(Json.object().put("_raw", deep));
    }

    @Test
    void theDeclaredCharsetCounts() {
        byte[] latin = "\"é\"".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new ReplyBody(latin, "application/json; charset=\"iso-8859-1\"").json())
                .isEqualTo(Json.text("é"));
    }

    @Test
    void aByteOrderMarkWinsOverTheDeclaredCharset() {
        byte[] utf16 = "\uFEFF{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_16LE);
        assertThat(new ReplyBody(utf16, "application/json; charset=utf-8").json())
                .isEqualTo(Json.object().put("a", "é"));
        byte[] utf8 = "\uFEFF1".getBytes(StandardCharsets.UTF_8);
        assertThat(new ReplyBody(utf8, "").json().intValue()).isEqualTo(1);
    }

    @Test
    void anUnknownCharsetIsReadAsUtf8() {
        assertThat(body("é", "text/plain; charset=x-unheard-of").text()).isEqualTo("é");
    }

    @Test
    void binaryIsToldByTypeThenByBytes() {
        assertThat(body("x", "image/png").isBinary()).isTrue();
        assertThat(body("<svg/>", "image/svg+xml").isBinary()).isFalse();
        assertThat(body("plain", "application/octet-stream").isBinary()).isFalse();
        assertThat(body("a\0b", "").isBinary()).isTrue();
        assertThat(new ReplyBody(new byte[] {(byte) 0xC3, 0x28}, "application/pdf").isBinary())
                .isTrue();
        assertThat(new ReplyBody("é".getBytes(Charset.forName("windows-1252")), "text/plain").isBinary())
                .isFalse();
    }

    private static ReplyBody body(String text, String type) {
        return new ReplyBody(text.getBytes(StandardCharsets.UTF_8), type);
    }
}
