package dev.dispatch.redact;

import dev.dispatch.fuzz.FuzzTarget;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whatever goes through the redactor: bodies of strangers with secrets in them. */
public final class RedactionTargets {

    private static final String SECRET = "s3cr3t/of+fuzzing";

    private RedactionTargets() {}

    public static List<FuzzTarget> all() {
        List<String> corpus = List.of(
                "{\"password\": \"x\", \"a\": [\"" + SECRET
                        + "\", {\"token\": {\"b\": 1}}], \"u\": \"http://u:p@a/?token=t#x\"}",
                "{\"inner\": \"{\\\"access_token\\\": \\\"abc\\\", \\\"b\\\": \\\"[1]\\\"}\"}",
                "a=b&password=s3cr3t%2Fof%2Bfuzzing&c=d",
                "https://user:pw@a.example/x?api_key=1&b=2#token=3",
                "Basic czNjcjN0L29mK2Z1enppbmc=",
                "text with " + SECRET + " and s3cr3t&#x2F;of+fuzzing");
        List<String> words = List.of(
                SECRET,
                "password",
                "token",
                "{\"",
                "\\\"",
                "\\u0073",
                "%73",
                "&#115;",
                "&amp;",
                "=",
                "&",
                "?",
                "s3cr3t",
                "czNjcjN0L29mK2Z1enppbmc=");
        return List.of(FuzzTarget.ofTexts("redaction", 40, corpus, words, RedactionTargets::redact));
    }

    private static void redact(String text) {
        Secrets secrets = new Secrets();
        secrets.add(SECRET);
        Redactor redactor = new Redactor(secrets);
        clean(redactor.text(text));
        clean(redactor.said(text));
        clean(redactor.url(text));
        clean(redactor.headerValue("Accept", text));
        clean(redactor.body(text, "application/json"));
        clean(redactor.body(text, "application/x-www-form-urlencoded"));
        try {
            JsonNode node = Json.parse(text);
            clean(Json.compact(redactor.json(node)));
            clean(Json.compact(redactor.values(node)));
            secrets.learn(node);
            redactor.json(node);
        } catch (JsonSyntaxException e) {
            // Texts are redacted whether they are JSON or not.
        }
    }

    private static void clean(String redacted) {
        if (redacted.contains(SECRET)) {
            throw new AssertionError("the secret is still there: " + redacted);
        }
    }
}
