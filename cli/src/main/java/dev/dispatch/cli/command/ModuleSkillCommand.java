package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code module skill}: what the author of a module tells agents. */
final class ModuleSkillCommand implements Command {

    private static final int LARGEST = 1024 * 1024;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("module skill", "Print a module's SKILL.md: how an agent uses the module.");
        return spec.addOption(Options.required(Options.PATH, "DIR", "the module's folder"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        Path folder = invocation.path(Options.PATH, invocation.required(Options.PATH));
        Path file = folder.resolve("SKILL.md");
        if (!Files.isRegularFile(file)) {
            throw missing(folder);
        }
        String text = read(file);
        ObjectNode document = Json.object();
        document.put("path", file.toString());
        document.put("text", text);
        return CommandResult.answer(document, page -> page.block(text), List.of());
    }

    private static ProblemException missing(Path folder) {
        String message = !Files.isDirectory(folder)
                ? "There is no folder " + folder
                : "There is no SKILL.md in " + folder
                        + "; write one with what agents have to know and the schemas do not say";
        return Problem.of(ProblemCode.NOT_FOUND, message)
                .next(List.of(NextAction.of("see a skill document", "skill", "print")))
                .exception();
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw Problem.of(ProblemCode.USAGE_ERROR, file + " is larger than 1 MiB")
                        .exception();
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(ProblemCode.USAGE_ERROR, file + " is not text in UTF-8")
                    .exception();
        } catch (IOException e) {
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot read " + file + ": " + e.getMessage())
                    .exception();
        }
    }
}
