package dev.dispatch.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.engine.Engine;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.engine.RunReply;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An imported module, run against a service that knows the same document and nothing else. */
class ExecutedImportTest {

    private static final String JOB = """
            {"schemaVersion": 1, "jobType": "everything",
             "credentials": {"shop": {"fromEnv": {"token": "SHOP_TOKEN"}}, "till": {"fromEnv": {"apiKey": "TILL_KEY"}}},
             "scenario": {"steps": [
              {"id": "add", "action": "shop.create-customer", "credential": "shop",
               "payload": {"name": "Ada", "email": "ada@shop.example", "nickname": null,
                           "referredBy": {"name": "Bob", "email": "bob@shop.example"}},
               "capture": {"customer": "response.id"}},
              {"id": "list", "action": "shop.list-customers", "credential": "shop",
               "payload": {"limit": 5, "status": ["active", "blocked"],
                           "X-Request-ID": "6f1e2f0a-7f8e-4a3b-9c1d-0a1b2c3d4e5f"}},
              {"id": "get", "action": "shop.get-customer", "credential": "shop",
               "payload": {"customerId": "a/b ${run.customer}"}},
              {"id": "avatar", "action": "shop.set-avatar", "credential": "shop",
               "payload": {"customerId": "c", "body": "a picture"}},
              {"id": "order", "action": "shop.place-order", "credential": "shop",
               "payload": {"customer": "c", "lines": [{"article": "tea", "count": 2}]}},
              {"id": "search", "action": "shop.get-orders", "credential": "shop",
               "payload": {"filter": {"paid": true}}},
              {"id": "all", "action": "shop.get-orders", "credential": "shop", "payload": {}},
              {"id": "pay", "action": "shop.pay-order", "credential": "till",
               "payload": {"orderId": 7, "amount": 12.5, "method": "cash"}},
              {"id": "delete", "action": "shop.delete-customer", "credential": "shop",
               "payload": {"customerId": "c"}}]}}
            """;

    @TempDir
    Path folder;

    /** With answers held against their schemas, which an import leaves off. */
    private static ObjectNode checked(ObjectNode manifest) {
        for (JsonNode action : manifest.path("actions")) {
            if (action.has("responseSchema")) {
                ((ObjectNode) action).put("checkResponse", true);
            }
        }
        return manifest;
    }

    private RunReply.Finished run(String baseUrl, ObjectNode manifest) throws IOException {
        Path module = Files.createDirectories(folder.resolve("modules/shop"));
        Files.writeString(module.resolve("module.json"), Json.pretty(manifest));
        Path job = Files.writeString(folder.resolve("all.job.case.json"), JOB);
        InstantSource clock = InstantSource.system();
        EngineSettings settings = new EngineSettings(
                "0.1.0",
                folder.resolve("home"),
                folder,
                Map.of("SHOP_BASE_URL", baseUrl, "SHOP_TOKEN", "t-1", "TILL_KEY", "k-1"),
                Optional.empty(),
                clock,
                new Random(1),
                new SystemGenerator(clock));
        try (Engine engine = Engine.open(settings)) {
            RunReply reply = engine.run(new JobRequest(job.toString(), GivenInputs.NONE), _ -> {}, new Cancellation());
            assertThat(reply).isInstanceOf(RunReply.Finished.class);
            return (RunReply.Finished) reply;
        }
    }

    @Test
    void everyActionSendsWhatTheDocumentSaysAndUnderstandsTheAnswer() throws IOException {
        OpenApiDocument document = OpenApiDocument.read(Specification.file("shop.yaml"));
        Imported imported = OpenApiImport.of(document, "shop", "1.0.0", Selection.ALL);
        try (MockService mock = MockService.start(document)) {
            RunReply.Finished finished = run(mock.url(), checked(imported.manifest()));
            assertThat(mock.faults()).isEmpty();
            assertThat(finished.result().status()).isEqualTo(RunStatus.SUCCESS);
            assertThat(Set.copyOf(mock.called())).hasSize(imported.counts().operations());
        }
    }

    @Test
    void anAnswerThatMissesTheDocumentFailsTheStepWhereAnswersAreChecked() throws IOException {
        OpenApiDocument document = OpenApiDocument.read(Specification.file("shop.yaml"));
        ObjectNode manifest = checked(
                OpenApiImport.of(document, "shop", "1.0.0", Selection.ALL).manifest());
        ObjectNode customer = (ObjectNode) manifest.path("$defs").path("Customer");
        customer.putArray("required").add("shoeSize");
        try (MockService mock = MockService.start(document)) {
            assertThat(run(mock.url(), manifest).result().status()).isEqualTo(RunStatus.FAILED);
            assertThat(mock.called()).isEqualTo(List.of("POST /customers"));
        }
    }
}
