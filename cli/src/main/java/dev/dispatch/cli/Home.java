package dev.dispatch.cli;

import dev.dispatch.cli.command.Arguments;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the folder for memory and modules: {@code --home}, else {@code DISPATCH_HOME}, else {@code ~/.dispatch}. */
final class Home {

    private static final String OPTION = "--home";
    private static final String VARIABLE = "DISPATCH_HOME";

    private Home() {}

    /** The value of the option as it was typed; looked for before anything else is read of the command line. */
    static Optional<String> given(List<String> arguments) {
        return Arguments.value(arguments, OPTION);
    }

    /**
     * The folder; one that the option names is made.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} where it cannot be a folder
     */
    static Path find(Optional<String> given, Map<String, String> environment, Path workingDirectory) {
        String variable = environment.getOrDefault(VARIABLE, "");
        if (given.isPresent()) {
            return created(folder(OPTION, given.get(), workingDirectory));
        }
        if (!variable.isEmpty()) {
            return folder(VARIABLE, variable, workingDirectory);
        }
        // What the environment says is what the user's other programs go by; the account's folder is the last resort.
        String user = environment.getOrDefault("HOME", "");
        return folder("HOME", user.isEmpty() ? System.getProperty("user.home") : user, workingDirectory)
                .resolve(".dispatch");
    }

    private static Path folder(String source, String text, Path workingDirectory) {
        try {
            if (!text.isEmpty()) {
                return workingDirectory.resolve(text).normalize();
            }
        } catch (InvalidPathException e) {
            // Answered below, as an empty text is.
        }
        throw refused(source + " must be a folder, not '" + text + "'");
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw refused(OPTION + " must be a folder; there is a file at " + folder);
        } catch (AccessDeniedException e) {
            throw refused(OPTION + " " + folder + " cannot be made a folder: permission denied");
        } catch (IOException e) {
            throw refused(OPTION + " " + folder + " cannot be made a folder: " + e.getMessage());
        }
    }

    private static RuntimeException refused(String message) {
        return Problem.of(ProblemCode.USAGE_ERROR, message).exception();
    }
}
