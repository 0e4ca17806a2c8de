package dev.dispatch.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RedactorTest {

    private final Secrets secrets = new Secrets();
    private final Redactor redactor = new Redactor(secrets);

    private String text(String secret, String text) {
        secrets.add(secret);
        return redactor.text(text);
    }

    private String json(String text) {
        return Json.compact(redactor.json(Json.parse(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hunter22 | say hunter22! | say [REDACTED]!",
                "a b/c&d | x=a+b%2Fc%26d&y=1 | x=[REDACTED]&y=1",
                "a b/c&d | /a%20b%2fc%26d/ | /[REDACTED]/",
                "a b/c&d | a b/c&amp;d, a b&#47;c&#x26;d | [REDACTED], [REDACTED]",
                "p\\q\"rü | cut \"p\\\\q\\\"r\\u00FC | cut \"[REDACTED]",
                "p/q/r/s | \\\"p\\/q\\/r\\/s\\\" | \\\"[REDACTED]\\\"",
                "pässword | p%C3%A4ssword p%E4ssword | [REDACTED] [REDACTED]",
                "100%sure | 100%sure 100%25sure 100%2525sure | [REDACTED] [REDACTED] [REDACTED]",
            })
    void everyEscapingOfASecretIsFound(String secret, String text, String expected) {
        assertThat(text(secret, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "usr", "user:", "somebody:"})
    void inBase64ASecretIsFoundInEveryAlignment(String before) {
        byte[] pair = (before + "pass~word?>ü").getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : new Base64.Encoder[] {
            Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getEncoder().withoutPadding()
        }) {
            String redacted = text("pass~word?>ü", "Authorization: Basic " + encoder.encodeToString(pair));
            assertThat(redacted).contains("[REDACTED]");
            String kept = redacted.substring("Authorization: Basic ".length(), redacted.indexOf('['));
            String whole = kept.length() % 4 == 1 ? kept.substring(0, kept.length() - 1) : kept;
            assertThat(new String(Base64.getUrlDecoder().decode(whole), StandardCharsets.UTF_8))
                    .isEqualTo(before.substring(0, kept.length() * 6 / 8));
        }
    }

    @Test
    void base64InsideAnEscapedTextIsFound() {
        String basic = Base64.getEncoder().encodeToString("me:???>>>secret".getBytes(StandardCharsets.UTF_8));
        assertThat(basic).contains("/");
        assertThat(text("???>>>secret", "x " + basic.replace("/", "\\/").replace("+", "%2B")))
                .startsWith("x bWU")
                .endsWith("[REDACTED]");
    }

    @Test
    void aShortSecretIsTakenOutOfWhatTheProgramSaysWhereItIsAWord() {
        secrets.add("42");
        secrets.add("ab");
        assertThat(redactor.said("slept 42, ab=42; abc 421"))
                .isEqualTo("slept [REDACTED], [REDACTED]=[REDACTED]; abc 421");
        assertThat(redactor.said(redactor.said("ab (42)"))).isEqualTo("[REDACTED] ([REDACTED])");
        assertThat(redactor.text("slept 42")).isEqualTo("slept 42");
    }

    @Test
    void overlappingSecretsLeaveNothing() {
        secrets.add("abcdef");
        secrets.add("defghi");
        secrets.add("cdefgh");
        assertThat(redactor.text("-abcdefghi-")).isEqualTo("-[REDACTED]-");
        assertThat(text("aaaa", "aaaaaaaaaaa")).isEqualTo("[REDACTED]");
    }

    @Test
    void theMarkItselfIsNoSecret() {
        secrets.add("REDACTED");
        secrets.add("[REDACTED]");
        secrets.learn(Json.parse("{\"token\":\"[REDACTED]\"}"));
        secrets.learnHeader("Authorization", "Bearer [REDACTED]");
        assertThat(redactor.text("[REDACTED] Bearer")).isEqualTo("[REDACTED] Bearer");
    }

    @Test
    void aSecretThatTheMarkWouldFormIsTakenOutToo() {
        secrets.add("D]rest");
        secrets.add("hunter22");
        String redacted = redactor.text("hunter22rest");
        assertThat(redacted).doesNotContain("D]rest");
        assertThat(redactor.text(redacted)).isEqualTo(redacted);
    }

    @Test
    void aValueTooCommonToBeTakenOutEverywhereIsHiddenWhereItIsAWholeOne() {
        secrets.add("1");
        secrets.add("12345");
        secrets.add("true");
        secrets.add("abc");
        assertThat(json("{\"a\":\"abc\",\"b\":\"12345\",\"c\":\"abcd 1\",\"d\":1,\"e\":true,\"f\":[\"true\"]}"))
                .isEqualTo(
                        "{\"a\":\"[REDACTED]\",\"b\":\"[REDACTED]\",\"c\":\"abcd 1\",\"d\":1,\"e\":true,\"f\":[\"[REDACTED]\"]}");
        assertThat(redactor.headerValue("X-Pin", "12345")).isEqualTo("[REDACTED]");
        assertThat(redactor.url("http://h/?a=abc&b=abcd")).isEqualTo("http://h/?a=[REDACTED]&b=abcd");
    }

    @Test
    void membersWithSensitiveNamesGoWhateverTheirType() {
        assertThat(json("{\"password\":\"x\",\"apiKey\":7,\"token\":{\"a\":1},\"cookies\":[1],\"secret\":true,"
                        + "\"pwd\":null,\"id_token\":\"\",\"tokenCount\":3}"))
                .isEqualTo(
                        "{\"password\":\"[REDACTED]\",\"apiKey\":\"[REDACTED]\",\"token\":\"[REDACTED]\","
                                + "\"cookies\":\"[REDACTED]\",\"secret\":true,\"pwd\":null,\"id_token\":\"\",\"tokenCount\":3}");
    }

    @Test
    void referencesToSecretsStaySoThatARecordedJobRunsAgain() {
        String kept = "{\"password\":\"${credential.admin.password}\",\"authorization\":\"Bearer ${run.token}\"}";
        assertThat(json(kept)).isEqualTo(kept);
        assertThat(json("{\"password\":\"${env.PW:-hunter2}\",\"token\":\"abc ${x} def\"}"))
                .isEqualTo("{\"password\":\"[REDACTED]\",\"token\":\"[REDACTED]\"}");
    }

    @Test
    void documentsOfTheProgramAreRedactedByValueOnly() {
        secrets.add("hunter22");
        assertThat(Json.compact(
                        redactor.values(Json.parse("{\"password\":{\"type\":\"string\",\"default\":\"hunter22\"}}"))))
                .isEqualTo("{\"password\":{\"type\":\"string\",\"default\":\"[REDACTED]\"}}");
    }

    @Test
    void namesOfMembersAndNumbersAreRedactedByValue() {
        secrets.add("hunter22");
        secrets.add("hunter33");
        secrets.add("4111111111111111");
        assertThat(json("{\"hunter22\":1,\"hunter33\":2,\"n\":4111111111111111,\"m\":41}"))
                .isEqualTo("{\"[REDACTED]\":1,\"[REDACTED] 2\":2,\"n\":\"[REDACTED]\",\"m\":41}");
    }

    @Test
    void jsonAndUrlsInsideStringsAreLookedInto() {
        assertThat(json("{\"body\":\"{\\\"password\\\":\\\"x\\\",\\\"a\\\":1}\",\"url\":\"https://h/p?token=x&a=1\"}"))
                .isEqualTo(
                        "{\"body\":\"{\\\"password\\\":\\\"[REDACTED]\\\",\\\"a\\\":1}\",\"url\":\"https://h/p?token=[REDACTED]&a=1\"}");
    }

    @Test
    void jsonTextStaysValidAndKeepsItsForm() {
        secrets.add("nabc");
        secrets.add("123456");
        secrets.add("p\"q\\r");
        String text = "{ \"a\" : \"x\\nabc\",\n \"b\": 9123456.0, \"c\":\"nabc\", \"d\":\"p\\\"q\\\\r\", \"e\": 1.50 }";
        assertThat(redactor.text(text))
                .isEqualTo("{ \"a\" : \"[REDACTED]\",\n \"b\": \"[REDACTED]\", \"c\":\"[REDACTED]\","
                        + " \"d\":\"[REDACTED]\", \"e\": 1.50 }");
    }

    @Test
    void aSecretMadeOfPunctuationHidesTheWholeDocument() {
        assertThat(text("\":1,\"", "{\"a\":1,\"b\":2}")).isEqualTo("\"[REDACTED]\"");
    }

    @Test
    void aJsonBodyIsRedactedByNameEvenWhenItWasCut() {
        assertThat(redactor.body("{\"user\": \"me\", \"password\" : \"hun\\\"ter", "application/json"))
                .isEqualTo("{\"user\": \"me\", \"password\" : \"[REDACTED]\"");
        assertThat(redactor.body("{\"token\":{\"a\":[\"}\"", "application/problem+json"))
                .isEqualTo("{\"token\":\"[REDACTED]\"");
        assertThat(redactor.body("{\"token\":\"a\"}\n{\"token\":\"b\",\"c\":1}", "application/x-ndjson"))
                .isEqualTo("{\"token\":\"[REDACTED]\"}\n{\"token\":\"[REDACTED]\",\"c\":1}");
    }

    @Test
    void aFormIsRedactedByNameAndValue() {
        secrets.add("tom & jerry");
        assertThat(redactor.body(
                        "user=me&pass%77ord=x+y&note=tom+%26+jerry&flag",
                        "application/x-www-form-urlencoded; charset=utf-8"))
                .isEqualTo("user=me&pass%77ord=[REDACTED]&note=[REDACTED]&flag");
    }

    @Test
    void bytesThatAreNoTextKeepAllButTheSecret() {
        secrets.add("hünter22");
        byte[] secret = "hünter22".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[secret.length + 2];
        body[0] = (byte) 0xFF;
        System.arraycopy(secret, 0, body, 1, secret.length);
        body[body.length - 1] = (byte) 0xFE;
        assertThat(new String(redactor.body(body, "image/png"), StandardCharsets.ISO_8859_1))
                .isEqualTo("\u00FF[REDACTED]\u00FE");
        byte[] other = {1, 2, (byte) 0xFF};
        assertThat(redactor.body(other, null)).isSameAs(other);
    }

    @Test
    void aUrlLosesItsUserAndItsSensitiveParameters() {
        assertThat(redactor.url("https://me:pw@host:1/a@b?access_token=x&page=2&sig=y#id_token=z&state=1"))
                .isEqualTo("https://[REDACTED]@host:1/a@b?access_token=[REDACTED]&page=2&sig=[REDACTED]"
                        + "#id_token=[REDACTED]&state=1");
        assertThat(redactor.url("/p?a")).isEqualTo("/p?a");
    }

    @Test
    void sensitiveHeadersGoWhole() {
        assertThat(redactor.headerValue("Authorization", "Bearer abc")).isEqualTo("[REDACTED]");
        assertThat(redactor.headerValue("set-cookie", "a=b; Path=/")).isEqualTo("[REDACTED]");
        assertThat(redactor.headerValue("Location", "https://h/?code=1&token=x"))
                .isEqualTo("https://h/?code=1&token=[REDACTED]");
        assertThat(redactor.headerValue("Accept", "*/*")).isEqualTo("*/*");
    }

    @Test
    void whatResponsesCallSecretIsHiddenWhereItAppearsAgain() {
        secrets.learn(Json.parse("{\"data\":[{\"access_token\":\"tok-12345678\",\"token_type\":\"bearer\"}],"
                + "\"credentials\":{\"kind\":\"basic\",\"value\":\"0123456789abcdef\"},\"secret\":\"status\"}"));
        secrets.learnHeader("Set-Cookie", "sid=\"abc%3Ddef99\"; Path=/long/path; HttpOnly");
        secrets.learnHeader("Cookie", "theme=dark; other=0987654321");
        secrets.learnHeader(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("me:sesame".getBytes(StandardCharsets.UTF_8)));
        secrets.learnHeader("X-Request-Id", "visible-request");
        assertThat(redactor.text("tok-12345678 abc%3Ddef99 abc=def99 0987654321 sesame 0123456789abcdef"))
                .isEqualTo("[REDACTED] [REDACTED] [REDACTED] [REDACTED] [REDACTED] [REDACTED]");
        String kept = "bearer basic status dark /long/path visible-request";
        assertThat(redactor.text(kept)).isEqualTo(kept);
    }

    @Test
    void thePartsOfACompositeSecretAreHiddenToo() {
        secrets.add("-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEFAA\n-----END KEY-----\n");
        secrets.add("{\"type\":\"service_account\",\"private_key\":\"abcdefghijklmnop\",\"id\":1}");
        assertThat(redactor.text("line MIIEvQIBADANBg")).isEqualTo("line [REDACTED]");
        assertThat(json("{\"x\":\"abcdefghijklmnop\",\"id\":1}")).isEqualTo("{\"x\":\"[REDACTED]\",\"id\":1}");
    }

    @Test
    void aTextWithoutSecretsIsTheSameObject() {
        secrets.add("hunter22");
        JsonNode node = Json.text("plain % \\ & + text");
        assertThat(redactor.json(node)).isSameAs(node);
        String text = "[INFO] {not json} %zz \\u12 &amp &#xZ; +";
        assertThat(redactor.text(text)).isEqualTo(text);
    }

    @Test
    void aTreeTooDeepToWalkIsHidden() {
        JsonNode node = Json.text("hunter22");
        for (int i = 0; i < 3000; i++) {
            node = Json.array().add(node);
        }
        secrets.add("hunter22");
        assertThat(Json.compact(redactor.json(node))).doesNotContain("hunter22").contains("[REDACTED]");
    }

    /** A run that learns a token with each answer must not make the index of all of them again each time. */
    @Test
    void anIndexThatIsMadeGrowsWithEachSecretAndFindsAllOfThem() {
        SecretIndex index = secrets.index();
        for (int i = 0; i < 300; i++) {
            String token = "eyJhbGciOi" + Integer.toHexString(i * 7919) + "-end";
            assertThat(text(token, "a " + token + " b")).isEqualTo("a [REDACTED] b");
        }
        secrets.add("1234");
        assertThat(redactor.said("pin 1234")).isEqualTo("pin [REDACTED]");
        assertThat(redactor.text("eyJhbGciOi0-end")).isEqualTo("[REDACTED]");
        assertThat(secrets.index()).isSameAs(index);
    }

    @Test
    void whatOneThreadLearnsIsFoundByTheOthersThatAreToldOfIt() throws InterruptedException {
        secrets.index();
        List<String> missed = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int own = t;
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 300; i++) {
                    String token = "tok-" + own + "-" + i + "-value";
                    if (!text(token, token).equals(Redactor.MARK)) {
                        missed.add(token);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(missed).isEmpty();
        assertThat(text("another", "tok-0-0-value tok-3-299-value")).isEqualTo("[REDACTED] [REDACTED]");
    }
}
