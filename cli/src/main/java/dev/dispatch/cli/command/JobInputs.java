package dev.dispatch.cli.command;

import dev.dispatch.job.InputDeclaration;
import dev.dispatch.job.Job;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** The options {@code --input} and {@code --inputs-file}. */
final class JobInputs {

    private static final String INPUT = "--input";
    private static final String FILE = "--inputs-file";
    private static final String STANDARD_INPUT = "-";
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Invocation invocation;

    JobInputs(Invocation invocation) {
        this.invocation = invocation;
    }

    static CommandSpec addTo(CommandSpec spec) {
        addInputTo(spec, "an input of the job, typed by its declaration (JSON for object and array)");
        return spec.addOption(Options.text(FILE, "FILE|-", "inputs as a JSON object; - reads standard input"));
    }

    static CommandSpec addInputTo(CommandSpec spec, String description) {
        return spec.addOption(Options.repeated(INPUT, "NAME=VALUE", description));
    }

    /**
     * Reads both options.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} for a file that is no JSON object
     */
    GivenInputs read() {
        Optional<String> file = invocation.text(FILE);
        return new GivenInputs(texts(), file.isPresent() ? values(file.get()) : Json.object());
    }

    List<GivenInputs.Text> texts() {
        return Pairs.list(invocation, INPUT);
    }

    /**
     * The words that pass the same inputs again; empty where a secret was typed, which is not printed, or standard input
     * was read, which is gone.
     */
    Optional<List<String>> again(Job job) {
        List<String> words = new ArrayList<>();
        for (GivenInputs.Text text : texts()) {
            InputDeclaration declared = job.inputs().get(text.name());
            if (declared == null || declared.secret()) {
                return Optional.empty();
            }
            words.addAll(List.of(INPUT, text.name() + "=" + text.value()));
        }
        Optional<String> file = invocation.text(FILE);
        if (file.isPresent()) {
            if (file.get().equals(STANDARD_INPUT)) {
                return Optional.empty();
            }
            words.addAll(List.of(FILE, file.get()));
        }
        return Optional.of(words);
    }

    private ObjectNode values(String file) {
        String shown = file.equals(STANDARD_INPUT) ? "standard input" : "'" + file + "'";
        JsonSource source;
        try {
            source = JsonSource.read(decode(bytes(file, shown)));
        } catch (JsonSyntaxException e) {
            Issue issue = Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, String.valueOf(e.getMessage()))
                    .atPosition(Optional.of(e.position()))
                    .expected("a JSON object of inputs")
                    .actual("a text that is not JSON");
            throw refused("The inputs in " + shown + " are not JSON", issue);
        } catch (CharacterCodingException e) {
            throw refused("The inputs in " + shown + " are not UTF-8 text", null);
        }
        if (!source.duplicates().isEmpty()) {
            JsonSource.Duplicate duplicate = source.duplicates().getFirst();
            Issue issue = Issue.at(
                            IssueCode.DUPLICATE_MEMBER,
                            duplicate.pointer(),
                            "'" + duplicate.pointer().dotted() + "' stands there twice")
                    .atPosition(Optional.of(duplicate.position()))
                    .expected("one member of that name")
                    .actual("the name again")
                    .suggest("remove one of the two");
            throw refused("The inputs in " + shown + " are ambiguous", issue);
        }
        if (source.root() instanceof ObjectNode object) {
            return object;
        }
        throw refused("The inputs in " + shown + " must be a JSON object, not " + Json.typeOf(source.root()), null);
    }

    private byte[] bytes(String file, String shown) {
        try (InputStream stream = open(file)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw refused("The inputs in " + shown + " are larger than 16 MiB", null);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw refused("There is no inputs file " + shown, null);
        } catch (IOException e) {
            throw refused("Cannot read the inputs in " + shown + ": " + e.getMessage(), null);
        }
    }

    private InputStream open(String file) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return invocation.session().in();
        }
        Path path = invocation.path(FILE, file);
        return Files.newInputStream(path);
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private RuntimeException refused(String message, @Nullable Issue issue) {
        return invocation.usage(
                Problem.of(ProblemCode.USAGE_ERROR, message, issue == null ? List.of() : List.of(issue)));
    }
}
