package dev.dispatch.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One list of forms: what the search finds the redaction takes out. */
class SecretSearchTest {

    private static final String SECRET = "p\"w o'r\\d/&1é";

    record Disguise(String text, String forms) {}

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(utf8(text));
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String jsonEscaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String unicodeEscaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(String.format("\\u%04x", c)));
        return out.toString();
    }

    private static String gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(utf8(text));
        }
        return latin1(out.toByteArray());
    }

    private static String zip(String name, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(utf8(text));
        }
        return latin1(out.toByteArray());
    }

    static List<Disguise> disguises() throws IOException {
        String form = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        String lines = Base64.getMimeEncoder().encodeToString(utf8("x".repeat(50) + SECRET + "y".repeat(50)));
        String hex = HexFormat.of().formatHex(utf8(SECRET));
        return List.of(
                new Disguise("a " + SECRET + " b", "plain"),
                new Disguise("\"" + jsonEscaped(SECRET) + "\"", "json"),
                new Disguise("\"" + unicodeEscaped(SECRET) + "\"", "json"),
                new Disguise(jsonEscaped(jsonEscaped(SECRET)), "json, json"),
                new Disguise("/a?q=" + form.replace("+", "%20"), "url"),
                new Disguise("q=" + form + "&r=1", "form"),
                new Disguise(form.replace("%", "%25").replace("+", "%2B"), "url, form"),
                new Disguise("<p>p&quot;w o&#39;r\\d/&amp;1&#xe9;</p>", "html"),
                new Disguise("curl -d '" + SECRET.replace("'", "'\\''") + "'", "shell"),
                new Disguise("curl -d '" + SECRET.replace("'", "'\"'\"'") + "'", "shell"),
                new Disguise("Basic " + base64("ada:" + SECRET), "base64"),
                new Disguise("Basic " + base64("x:" + SECRET + "!"), "base64"),
                new Disguise("k." + base64(SECRET).replace('+', '-').replace('/', '_'), "base64"),
                new Disguise("Basic " + base64("client:" + form), "base64, form"),
                new Disguise("/to/" + base64("{\"a\":\"" + jsonEscaped(SECRET) + "\"}"), "base64, json"),
                new Disguise(base64(base64("{\"auths\":\"" + base64(SECRET) + "\"}")), "base64, base64, base64"),
                new Disguise(lines, "base64-lines"),
                new Disguise("0x" + hex, "hex"),
                new Disguise(hex.toUpperCase(Locale.ROOT), "hex"),
                new Disguise(latin1(SECRET.getBytes(StandardCharsets.UTF_16LE)), "utf-16"),
                new Disguise(latin1(SECRET.getBytes(StandardCharsets.UTF_16BE)), "utf-16"),
                new Disguise(latin1(utf8(SECRET)), "latin-1"),
                new Disguise(gzip("q=" + SECRET), "compressed"),
                new Disguise(zip("a.txt", "q=" + SECRET), "compressed"),
                new Disguise(zip(SECRET, "empty"), "compressed"),
                new Disguise(
                        Base64.getEncoder().encodeToString(gzip(SECRET).getBytes(StandardCharsets.ISO_8859_1)),
                        "base64, compressed"));
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void aValueIsFoundInEveryForm(Disguise disguise) {
        SecretSearch search = new SecretSearch(Map.of("API_TOKEN", SECRET));
        List<SecretSearch.Hit> hits = search.in(disguise.text());
        assertThat(hits).extracting(SecretSearch.Hit::name).containsOnly("API_TOKEN");
        assertThat(hits)
                .extracting(hit -> String.join(
                        ", ", hit.forms().stream().map(SecretForm::word).toList()))
                .contains(disguise.forms());
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void whatIsFoundIsTakenOut(Disguise disguise) {
        Secrets secrets = new Secrets();
        secrets.add(SECRET);
        SecretSearch search = new SecretSearch(Map.of("API_TOKEN", SECRET));
        String redacted = new Redactor(secrets).text(disguise.text());
        assertThat(redacted).contains(Redactor.MARK);
        assertThat(search.in(redacted)).isEmpty();
    }

    @Test
    void base64OfTheSecretItselfLeavesWhatStandsAroundIt() {
        Secrets secrets = new Secrets();
        secrets.add("correct-horse");
        String text = base64("a name that may be seen:correct-horse");
        assertThat(new Redactor(secrets).text(text))
                .startsWith(text.substring(0, 30))
                .contains(Redactor.MARK);
    }

    @Test
    void aPlaceIsToldOnceInItsPlainestForm() {
        SecretSearch search = new SecretSearch(Map.of("API_TOKEN", "correct-horse"));
        assertThat(search.in("100% correct-horse & \\n correct%2Dhorse"))
                .extracting(hit -> hit.at() + " " + hit.forms())
                .containsExactly("5 [PLAIN]", "24 [URL]");
    }

    @Test
    void valuesOfSeveralLinesAndOfJsonAreFoundByTheirParts() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("KEY", "-----BEGIN KEY-----\nAAAAbbbbCCCCdddd\n-----END KEY-----");
        values.put("ACCOUNT", "{\"private_key\":\"zzzzYYYYxxxxWWWW\"}");
        SecretSearch search = new SecretSearch(values);
        assertThat(search.in("x AAAAbbbbCCCCdddd y zzzzYYYYxxxxWWWW"))
                .extracting(SecretSearch.Hit::name)
                .containsExactly("KEY", "ACCOUNT");
    }

    @Test
    void twoNamesOfOneValueAreBothTold() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("A", "correct-horse");
        values.put("B", "correct-horse");
        assertThat(new SecretSearch(values).in("correct-horse"))
                .extracting(SecretSearch.Hit::name)
                .containsExactlyInAnyOrder("A", "B");
    }

    @Test
    void shortValuesAndCommonWordsCannotBeSearched() {
        assertThat(SecretSearch.canSearch("abc")).isFalse();
        assertThat(SecretSearch.canSearch("12345")).isFalse();
        assertThat(SecretSearch.canSearch("true")).isFalse();
        assertThat(SecretSearch.canSearch("abcd")).isTrue();
        assertThat(new SecretSearch(Map.of("A", "abc")).in("abc abc")).isEmpty();
    }

    @Test
    void aValueAcrossThePiecesOfALongTextIsFoundOnce() {
        SecretSearch search = new SecretSearch(Map.of("A", "correct-horse"));
        int windowEnd = 4 * 1024 * 1024;
        String text = " ".repeat(windowEnd - 5) + "correct-horse" + " ".repeat(windowEnd);
        assertThat(search.in(text)).extracting(SecretSearch.Hit::at).containsExactly(windowEnd - 5);
    }

    @Test
    void aSmallFileThatUnpacksToVeryMuchIsReadUpToABound() throws IOException {
        String packed = gzip("\0".repeat(2 * Compressed.MOST_BYTES));
        assertThat(Compressed.unpacked(packed)).hasSizeLessThan(Compressed.MOST_BYTES + 10_000);
    }
}
