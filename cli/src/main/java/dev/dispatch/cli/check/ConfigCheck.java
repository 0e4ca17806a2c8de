package dev.dispatch.cli.check;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.problem.NextAction;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Whether the configuration files can be read.
 *
 * @param workspace the folder around the working directory that is a workspace; empty where there is none
 */
record ConfigCheck(Path home, Optional<Path> workspace) {

    private static final String NAME = "config";

    CheckResult check() {
        List<Path> files = new ArrayList<>();
        workspace.map(folder -> folder.resolve("dispatch.config.json")).ifPresent(files::add);
        files.add(home.resolve("config.json"));
        files.removeIf(file -> !Files.exists(file));
        List<String> faults =
                files.stream().flatMap(file -> fault(file).stream()).toList();
        if (faults.isEmpty()) {
            return CheckResult.ok(
                    NAME,
                    files.isEmpty()
                            ? "no configuration files"
                            : String.join(
                                    ", ", files.stream().map(Path::toString).toList()));
        }
        return CheckResult.fail(NAME, Doctor.some(faults), "mend the file at that place")
                .next(NextAction.of("see what makes a configuration unusable", "explain", "INVALID_CONFIG"));
    }

    private static Optional<String> fault(Path file) {
        try {
            JsonNode document = Json.parse(Files.readString(file));
            return document.isObject()
                    ? Optional.empty()
                    : Optional.of(file + " must be an object, is " + Json.typeOf(document));
        } catch (JsonSyntaxException e) {
            return Optional.of(file + " is not JSON at " + e.position() + ": " + e.getMessage());
        } catch (CharacterCodingException e) {
            return Optional.of(file + " is not text in UTF-8");
        } catch (IOException e) {
            return Optional.of(file + " cannot be read");
        }
    }
}
