package dev.dispatch.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Random secrets in random disguises inside random texts; each assertion names what leaked. */
class RedactionPropertyTest {

    private static final String ALPHABET = "abcXYZ0189 -_.~!*'()/+=&?%#\"\\<>{}[]:,;\n\täß€😀";
    private static final int ROUNDS = 250;

    private Random random = new Random();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noDisguiseOfASecretSurvivesInAText(long seed) {
        random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Secrets secrets = new Secrets();
            String secret = secret();
            secrets.add(secret);
            secrets.add(secret());
            Redactor redactor = new Redactor(secrets);
            int kind = random.nextInt(7);
            String text = filler() + disguise(secret, kind) + filler();
            String redacted = redactor.text(text);
            assertThat(undisguised(redacted, kind)).as("%s in %s", secret, text).doesNotContain(secret);
            assertThat(redactor.text(redacted)).as("again: %s", text).isEqualTo(redacted);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void noSecretSurvivesInATreeOrItsTextAndJsonStaysJson(long seed) {
        random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Secrets secrets = new Secrets();
            String secret = secret();
            secrets.add(secret);
            Redactor redactor = new Redactor(secrets);
            JsonNode tree = tree(secret, 3);
            JsonNode redacted = redactor.json(tree);
            assertNoneIn(redacted, secret);
            assertThat(redactor.json(redacted)).isEqualTo(redacted);
            String text = random.nextBoolean() ? Json.compact(tree) : Json.pretty(tree);
            assertNoneIn(Json.parse(redactor.text(text)), secret);
            assertNoneIn(Json.parse(redactor.body(text, "application/json")), secret);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 10})
    void textsWithoutSecretsStayAsTheyAre(long seed) {
        random = new Random(seed);
        Secrets secrets = new Secrets();
        secrets.add("QQQQ-not-in-the-alphabet");
        Redactor redactor = new Redactor(secrets);
        for (int round = 0; round < ROUNDS; round++) {
            String text = filler() + filler() + filler();
            assertThat(redactor.text(text)).isEqualTo(text);
        }
    }

    private static void assertNoneIn(JsonNode node, String secret) {
        if (node.isString()) {
            assertThat(node.stringValue()).doesNotContain(secret);
        }
        node.properties().forEach(member -> assertThat(member.getKey()).doesNotContain(secret));
        node.forEach(child -> assertNoneIn(child, secret));
    }

    private JsonNode tree(String secret, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return Json.text(
                    random.nextBoolean() ? filler() + disguise(secret, random.nextInt(6)) + filler() : filler());
        }
        if (random.nextBoolean()) {
            return Json.array().add(tree(secret, depth - 1)).add(7).add(tree(secret, depth - 1));
        }
        ObjectNode object = Json.object();
        object.set("a" + filler(), tree(secret, depth - 1));
        object.set(random.nextInt(3) == 0 ? "b" + secret : "b", tree(secret, depth - 1));
        return object;
    }

    private String secret() {
        return "k" + random(4, 30) + "z";
    }

    private String filler() {
        return random(0, 25);
    }

    private String random(int least, int most) {
        int[] points = ALPHABET.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        int length = least + random.nextInt(most - least + 1);
        for (int i = 0; i < length; i++) {
            out.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return out.toString();
    }

    private String disguise(String secret, int kind) {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return switch (kind) {
            case 0 -> secret;
            case 1 -> encoded;
            case 2 -> encoded.replace("+", "%20");
            case 3 -> quoted(secret).replace("/", "\\/");
            case 4 -> "|" + base64("x".repeat(random.nextInt(4)) + secret + "y".repeat(random.nextInt(4))) + "|";
            case 5 -> everyUnitEscaped(secret);
            default -> quoted(quoted(secret));
        };
    }

    /** What a reader who knows the disguise would make of the whole text. */
    private static String undisguised(String text, int kind) {
        return switch (kind) {
            case 1 -> TextView.of(text).withoutPercents(true).text();
            case 2 -> TextView.of(text).withoutPercents(false).text();
            case 3, 5 -> TextView.of(text).withoutJsonEscapes().text();
            case 4 -> {
                String run = text.substring(text.indexOf('|') + 1);
                yield run.contains("[REDACTED]") ? "" : run + " holds the encoded secret";
            }
            case 6 ->
                TextView.of(TextView.of(text).withoutJsonEscapes().text())
                        .withoutJsonEscapes()
                        .text();
            default -> text;
        };
    }

    private String base64(String text) {
        Base64.Encoder encoder = random.nextBoolean() ? Base64.getEncoder() : Base64.getUrlEncoder();
        return (random.nextBoolean() ? encoder : encoder.withoutPadding())
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        String json = Json.compact(Json.text(text));
        return json.substring(1, json.length() - 1);
    }

    private static String everyUnitEscaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            out.append(String.format(i % 2 == 0 ? "\\u%04x" : "\\u%04X", (int) text.charAt(i)));
        }
        return out.toString();
    }
}
