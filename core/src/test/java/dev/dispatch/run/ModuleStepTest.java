package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.response;
import static dev.dispatch.run.RunFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.Http;
import dev.dispatch.sdk.HttpContent;
import dev.dispatch.sdk.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleStepTest {

    @TempDir
    private Path folder;

    private DemoApi api;
    private RunFixture fixture;

    @BeforeEach
    void start() throws IOException {
        api = DemoApi.start(0);
        fixture = new RunFixture(folder).environment("API", api.baseUri().toString());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private RunFixture shop(String http, String action) {
        return fixture.module(
                "shop",
                "{\"name\":\"shop\",\"version\":\"1.0.0\",\"http\":" + http + ",\"actions\":{\"get\":{"
                        + "\"description\":\"d\",\"effect\":\"read\"," + action + "}}}");
    }

    private static final String BASE = "{\"baseUrl\":\"${env.API}\"}";
    private static final String STEP = "{\"id\":\"a\",\"action\":\"shop.get\"}";

    @Test
    void anActionOfAManifestGivesResponseExportsAndDetail() {
        RunResult result = shop(
                        BASE,
                        "\"request\":{\"method\":\"GET\",\"path\":\"/users/1\"},\"response\":\"$.company\","
                                + "\"exports\":{\"id\":\"$.id\"},\"detail\":\"got ${response.name}\"")
                .steps(STEP);

        assertThat(response(result, "a").has("name")).isTrue();
        assertThat(step(result, "a").outcome().output().exports()).isEqualTo(Json.parse("{\"id\":1}"));
        assertThat(step(result, "a").outcome().output().detail()).startsWith("got ");
        assertThat(fixture.events(RunEvent.CallFinished.class).getFirst().call().name())
                .isEqualTo("shop.get");
    }

    @Test
    void aResponseIsHeldAgainstItsSchemaWhereTheActionAsksForIt() {
        String action = "\"request\":{\"method\":\"GET\",\"path\":\"/health\"},\"responseSchema\":"
                + "{\"type\":\"object\",\"properties\":{\"ok\":{\"type\":\"string\"}}},\"checkResponse\":";

        RunResult checked = shop(BASE, action + "true").steps(STEP);
        assertThat(failure(checked).reason()).isEqualTo("INVALID_EXPORTS");
        assertThat(failure(checked).message()).contains("'response.ok'");
        assertThat(response(checked, "a")).isEqualTo(Json.parse("{\"ok\":true}"));

        RunFixture lax = new RunFixture(folder.resolve("lax"))
                .environment("API", api.baseUri().toString());
        fixture = lax;
        assertThat(shop(BASE, action + "false").steps(STEP).status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void theBaseUrlOfTheJobWinsOverThatOfTheModule() {
        RunResult result = shop(
                        "{\"baseUrl\":\"http://127.0.0.1:1\"}", "\"request\":{\"method\":\"GET\",\"path\":\"/health\"}")
                .run("\"http\":{\"baseUrl\":\"" + api.baseUri() + "\"},", STEP);

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void aBaseUrlOfAModuleWithoutAValueIsRefusedBeforeTheRun() {
        RunFixture shop =
                shop("{\"baseUrl\":\"${env.NOPE}\"}", "\"request\":{\"method\":\"GET\",\"path\":\"/health\"}");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> shop.steps(STEP))
                .withMessageContaining("MISSING_ENV")
                .withMessageContaining("module 'shop'");
    }

    @Test
    void aNarrowerTransportSharesCookiesAndRecord() {
        fixture.action("narrow", (context, _) -> {
            Http narrow = context.http()
                    .withDefaults(api.baseUri() + "/echo", List.of(new HttpRequest.Field("X-Narrow", "yes")));
            context.http()
                    .send(HttpRequest.of("POST", "/login")
                            .body(new HttpContent.Json(
                                    Json.parse("{\"username\":\"demo\",\"password\":\"demo-password\"}"))));
            return ActionResult.response(narrow.get("").body());
        });

        RunResult result = fixture.run(
                "\"http\":{\"baseUrl\":\"" + api.baseUri() + "\"},", "{\"id\":\"a\",\"action\":\"test.narrow\"}");

        assertThat(response(result, "a").at("/path").stringValue()).isEqualTo("/echo");
        assertThat(response(result, "a").at("/headers/x-narrow").stringValue()).isEqualTo("yes");
        assertThat(response(result, "a").get("headers").has("cookie")).isTrue();
        assertThat(fixture.events(RunEvent.CallStarted.class).stream().map(RunEvent.CallStarted::path))
                .containsExactly("a#1@1", "a#1@2");
    }

    @Test
    void aFormOfPartsCarriesFieldsAndFiles() {
        fixture.action(
                "upload",
                (context, _) -> ActionResult.response(context.http()
                        .send(HttpRequest.of("POST", "/echo")
                                .body(new HttpContent.Multipart(List.of(
                                        new HttpContent.Part.Text("note", "n\u00e9"),
                                        new HttpContent.Part.Bytes(
                                                "f", "x".getBytes(StandardCharsets.UTF_8), "a.txt", null)))))
                        .body()));

        RunResult result = fixture.run(
                "\"http\":{\"baseUrl\":\"" + api.baseUri() + "\"},", "{\"id\":\"a\",\"action\":\"test.upload\"}");

        assertThat(response(result, "a").at("/body").stringValue())
                .contains("name=\"note\"", "n\u00e9", "filename=\"a.txt\"", "application/octet-stream");
    }

    @Test
    void callsThatOneAttemptSendsAtOnceHaveNumbersOfTheirOwn() {
        fixture.action("many", (context, _) -> {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    boolean ok = context.http().get("/health").ok();
                    context.activity("ok " + ok);
                }));
            }
            try {
                for (Thread thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ActionResult.response(Json.object());
        });

        fixture.run("\"http\":{\"baseUrl\":\"" + api.baseUri() + "\"},", "{\"id\":\"a\",\"action\":\"test.many\"}");

        assertThat(fixture.events(RunEvent.CallStarted.class).stream().map(RunEvent.CallStarted::path))
                .containsExactlyInAnyOrder("a#1@1", "a#1@2", "a#1@3", "a#1@4", "a#1@5", "a#1@6", "a#1@7", "a#1@8");
        assertThat(fixture.events(RunEvent.Activity.class))
                .allMatch(line -> line.line().equals("ok true"));
    }

    @Test
    void aCallIsToldBetweenItsAttemptAndTheEndOfItsStep() {
        shop(BASE, "\"request\":{\"method\":\"GET\",\"path\":\"/health\"}").steps(STEP);

        assertThat(fixture.events.stream().map(event -> event.getClass().getSimpleName()))
                .containsExactly(
                        "RunStarted",
                        "StepEntered",
                        "AttemptStarted",
                        "CallStarted",
                        "CallFinished",
                        "StepFinished",
                        "RunFinished");
    }
}
