package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dispatch.cli.skill.FrontMatter;
import dev.dispatch.json.Json;
import dev.dispatch.testkit.CommandLine;
import dev.dispatch.testkit.TranscriptRunner;
import dev.dispatch.testkit.TranscriptSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The root's skill document; {@link SkillDocument} says how its commands are found. */
class SkillTest {
    private static final Path SKILL = Transcripts.ROOT.resolve("SKILL.md");
    private static final String NAME = "dispatch";
    private static final int MOST_LINES = 500;
    private static final int MOST_WORDS = 5_000;
    private static final Set<String> MEMBERS =
            Set.of("name", "description", "license", "compatibility", "allowed-tools");

    private static final String GOOD = """
            ---
            name: dispatch
            description: Run API workflows. Use it when a task needs an API called in steps.
            license: Apache-2.0
            metadata:
              version: "1.0.0"
            ---
            # dispatch

            Start the demo API:

            ```sh
            dispatch demo serve --port 8099 &
            export API_URL=http://127.0.0.1:8099   # where the job finds it
            ```

            Save this as `look.job.case.json`:

            ```json
            {
              "schemaVersion": 1,
              "jobType": "look",
              "http": { "baseUrl": "${env.API_URL}" },
              "scenario": { "steps": [{ "id": "posts", "action": "http.request", "payload": { "path": "/posts" } }] }
            }
            ```

            ```console
            $ dispatch job run --case look.job.case.json
            SUCCESS  look  12ms
            $ dispatch job assert --run-id latest --json
            ```

            An answer looks like this:

            ```json
            { "valid": true }
            ```

            ```sh
            dispatch job run --case lok   # exit 4, with the names that come near
            ```
            """;

    @TempDir
    private Path folder;

    @Test
    void theDocumentKeepsTheRulesOfAgentSkills() throws Exception {
        assertThat(faults(document())).isEmpty();
    }

    @Test
    void everyCommandOfTheDocumentDoesWhatItSays() throws Exception {
        assertThat(untrue(document())).isEmpty();
    }

    @Test
    void aGoodDocumentHasNoFaultAndAllItsCommandsExecute() throws Exception {
        assertThat(faults(GOOD)).isEmpty();
        assertThat(SkillDocument.of(GOOD).commands()).hasSize(3);
        assertThat(untrue(GOOD)).isEmpty();
    }

    @Test
    void aCommandThatDoesNotDoWhatTheDocumentSaysIsFound() throws Exception {
        assertThat(untrue(GOOD.replace("exit 4", "exit 2"))).hasSize(1);
        assertThat(untrue(GOOD.replace("--run-id latest", "--run-id latest --fast")))
                .hasSize(1);
        assertThatThrownBy(() -> SkillDocument.of("```sh\ncurl http://127.0.0.1\n```\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("curl");
        assertThatThrownBy(() -> untrue("```sh\ndispatch job list --json | jq .\n```\n"))
                .hasMessageContaining("no shell");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: dispatch|name: Dispatch",
                "name: dispatch|name: other",
                "description: Run|descripton: Run",
                "---\nname|name",
                "license: Apache-2.0|license: [a, b]",
                "license: Apache-2.0|licence: Apache-2.0",
            })
    void aHeadThatBreaksARuleIsFound(String change) {
        String[] parts = change.split("\\|", 2);
        assertThat(GOOD).contains(parts[0]);
        assertThat(faults(GOOD.replace(parts[0], parts[1]))).isNotEmpty();
    }

    @Test
    void aDocumentThatIsTooLongIsFound() {
        assertThat(faults(GOOD + "line\n".repeat(MOST_LINES))).hasSize(1);
        assertThat(faults(GOOD + "word ".repeat(MOST_WORDS))).hasSize(1);
        assertThat(faults(GOOD.replace("Run API", "x".repeat(1_024)))).hasSize(1);
    }

    private static String document() throws Exception {
        assumeTrue(Files.exists(SKILL), "there is no SKILL.md at the root yet");
        return Files.readString(SKILL);
    }

    private static List<String> faults(String document) {
        FrontMatter head = FrontMatter.of(document);
        if (!head.fault().isEmpty()) {
            return List.of(head.fault());
        }
        List<String> faults = new ArrayList<>();
        Map<String, String> members = head.members();
        String name = members.getOrDefault("name", "");
        if (name.length() > 64 || !name.matches("[a-z0-9]+(-[a-z0-9]+)*") || !name.equals(NAME)) {
            faults.add("name is not that of the folder it is installed in, in lower case: " + name);
        }
        int description = members.getOrDefault("description", "").length();
        if (description < 1 || description > 1_024) {
            faults.add("description has " + description + " characters");
        }
        if (members.getOrDefault("compatibility", "").length() > 500) {
            faults.add("compatibility is too long");
        }
        for (String member : members.keySet()) {
            if (!MEMBERS.contains(member) && !member.startsWith("metadata.")) {
                faults.add("unknown member " + member);
            }
        }
        if (head.body().lines().count() >= MOST_LINES) {
            faults.add("the body has 500 lines or more");
        }
        if (document.split("\\s+").length >= MOST_WORDS) {
            faults.add("the document has 5,000 words or more");
        }
        return faults;
    }

    private List<String> untrue(String markdown) throws Exception {
        SkillDocument document = SkillDocument.of(markdown);
        Path fresh = Files.createTempDirectory(folder, "skill");
        List<String> faults = new ArrayList<>();
        try (TranscriptSession session =
                new TranscriptSession(new ProgramInProcess(), Transcripts.DISTRIBUTION, fresh)) {
            List<TranscriptRunner.Done> done =
                    TranscriptRunner.execute(document.written(fresh.resolve("skill.txt")), session);
            assertThat(done).hasSameSizeAs(document.commands()).isNotEmpty();
            for (int i = 0; i < done.size(); i++) {
                TranscriptRunner.Done each = done.get(i);
                SkillDocument.Expected expected = document.commands().get(i);
                if (each.execution().exitCode() != expected.exitCode()) {
                    faults.add(expected + ": " + each.execution());
                } else if (CommandLine.arguments(each.line()).contains("--json")) {
                    Json.parse(each.execution().out());
                }
            }
        }
        return faults;
    }
}
