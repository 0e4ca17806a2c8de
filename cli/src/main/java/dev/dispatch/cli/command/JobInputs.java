package dev.dispatch.cli.command;

import dev.dispatch.job.InputDeclaration;
import dev.dispatch.job.Job;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.redact.SensitiveNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** The options {@code --input} and {@code --inputs-file}. */
final class JobInputs {

    private static final String INPUT = "--input";
    private static final String FILE = "--inputs-file";
    private static final int MOST_MEBIBYTES = 16;

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
            if (declared == null || declared.secret() || SensitiveNames.member(declared.name())) {
                return Optional.empty();
            }
            words.addAll(List.of(INPUT, text.name() + "=" + text.value()));
        }
        Optional<String> file = invocation.text(FILE);
        if (file.isPresent()) {
            if (file.get().equals(JsonFile.STANDARD_INPUT)) {
                return Optional.empty();
            }
            words.addAll(List.of(FILE, file.get()));
        }
        return Optional.of(words);
    }

    private ObjectNode values(String file) {
        return (ObjectNode) new JsonFile(invocation, FILE, "inputs", MOST_MEBIBYTES)
                .read(file)
                .root();
    }
}
