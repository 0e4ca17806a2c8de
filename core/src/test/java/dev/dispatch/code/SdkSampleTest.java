package dev.dispatch.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.json.Json;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.Effect;
import dev.dispatch.sdk.HttpContent;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The examples in the Javadoc of the sdk compile, and do what they say. */
class SdkSampleTest {

    private static final Path SDK =
            Path.of(System.getProperty("dispatch.root")).resolve("sdk/src/main/java/dev/dispatch/sdk");

    @TempDir
    private Path folder;

    /** The first example of a file that begins with such a line. */
    private static String sample(String file, String beginning) throws IOException {
        List<String> lines = Files.readAllLines(SDK.resolve(file)).stream()
                .map(line -> line.length() > 3 ? line.substring(3) : "")
                .toList();
        int start = lines.indexOf(lines.stream()
                .filter(line -> line.endsWith(beginning))
                .findFirst()
                .orElseThrow());
        List<String> sample = lines.subList(start, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("}</pre>"))
                .toList();
        return String.join("\n", sample).replace("<pre>{@code", "");
    }

    private Calls compiled(String source) throws Exception {
        Path file = Files.writeString(folder.resolve("Payments.java"), source);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-Xlint:all", "-Werror", "-d", folder.toString(), file.toString());
        assertThat(result).as(source).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new java.net.URL[] {folder.toUri().toURL()}, SdkSampleTest.class.getClassLoader())) {
            Calls calls = Calls.of(loader.loadClass("Payments"));
            // Before the loader is closed, every class that the action needs.
            for (Class<?> nested : loader.loadClass("Payments").getDeclaredClasses()) {
                assertThat(nested.isRecord()).isTrue();
            }
            return calls;
        }
    }

    @Test
    void theWorkedExampleOfThePackageRegistersAWebhook() throws Exception {
        Calls calls = compiled(sample("package-info.java", "import dev.dispatch.sdk.Action;"));
        calls.answer = "{\"id\":\"w-1\"}";
        calls.credential("{\"key\":\"k\"}");

        ActionResult<JsonNode> result =
                calls.call("register-webhook", "{\"url\":\"https://example.test/events\",\"events\":[\"paid\"]}");

        assertThat(result.exports()).hasToString("{\"webhookId\":\"w-1\"}");
        assertThat(result.detail()).isEqualTo("registered webhook w-1");
        assertThat(calls.sent.getFirst().body())
                .isEqualTo(new HttpContent.Json(
                        Json.parse("{\"url\":\"https://example.test/events\",\"events\":[\"paid\"]}")));
        DescribedAction action = calls.action("register-webhook");
        assertThat(action.effect()).isEqualTo(Effect.WRITE);
        assertThat(action.input())
                .hasToString("{\"type\":\"object\",\"properties\":{\"url\":{\"type\":\"string\",\"format\":\"uri\","
                        + "\"description\":\"Where events go.\"},\"events\":{\"type\":[\"array\",\"null\"],\"items\":"
                        + "{\"type\":\"string\"},\"description\":\"Names of events; all of them where absent.\"}},"
                        + "\"required\":[\"url\"],\"additionalProperties\":false}");
        assertThat(action.credential())
                .hasToString("{\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\"}},"
                        + "\"required\":[\"key\"],\"additionalProperties\":false}");
    }

    @Test
    void theExampleOfTheAnnotationSendsAnInvoice() throws Exception {
        String imports = "import dev.dispatch.sdk.*;\n";
        Calls calls = compiled(
                imports + sample("DispatchModule.java", "@DispatchModule(name = \"payments\", version = \"0.1.0\")"));
        calls.answer = "{\"receipt\":\"r-1\"}";

        assertThat(calls.call("send-invoice", "{\"id\":\"7\"}").exports()).hasToString("{\"receipt\":\"r-1\"}");
        assertThat(calls.sent.getFirst().url()).isEqualTo("/invoices/7/send");
    }

    @Test
    void theGuideShowsTheSameExample() throws IOException {
        String guide =
                Files.readString(Path.of(System.getProperty("dispatch.root")).resolve("docs/guide/java-modules.md"));

        assertThat(guide)
                .contains(sample("package-info.java", "import dev.dispatch.sdk.Action;")
                        .strip());
    }

    @Test
    void theRecordOfTheGuideCompilesAndPointsAtItsComponent() throws Exception {
        String guide =
                Files.readString(Path.of(System.getProperty("dispatch.root")).resolve("docs/guide/java-modules.md"));
        int start = guide.indexOf("record Transfer(");
        String record = guide.substring(start, guide.indexOf("```", start));
        Calls calls = compiled(
                "import dev.dispatch.sdk.*;\n@DispatchModule(name = \"payments\", version = \"0.1.0\")\n"
                        + "final class Payments {\n" + record
                        + "@Action(name = \"move\", description = \"Move money.\")\n"
                        + "ActionResult<Void> move(ActionContext<Void> context, Transfer input) { return ActionResult.none(); }\n}");

        assertThatThrownBy(() -> calls.call("move", "{\"amount\":1,\"from\":\"a\",\"to\":\"a\"}"))
                .isInstanceOf(ActionException.class)
                .hasMessage("payload.to: must be another account than from");
    }
}
