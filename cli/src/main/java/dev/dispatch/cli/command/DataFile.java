package dev.dispatch.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/** The bytes of a file that an option names, or of standard input for {@code -}, up to a size. */
final class DataFile {

    private static final int MEBIBYTE = 1024 * 1024;

    private final Invocation invocation;
    private final String option;
    private final int mostMebibytes;

    DataFile(Invocation invocation, String option, int mostMebibytes) {
        this.invocation = invocation;
        this.option = option;
        this.mostMebibytes = mostMebibytes;
    }

    /** @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} for what cannot be read or is larger */
    byte[] read(String file) {
        try (InputStream stream = file.equals(JsonFile.STANDARD_INPUT)
                ? invocation.session().in()
                : Files.newInputStream(invocation.path(option, file))) {
            byte[] bytes = stream.readNBytes(mostMebibytes * MEBIBYTE + 1);
            if (bytes.length > mostMebibytes * MEBIBYTE) {
                throw invocation.usage(
                        "The data in " + JsonFile.shown(file) + " is larger than " + mostMebibytes + " MiB");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw invocation.usage("There is no file " + JsonFile.shown(file) + " with data");
        } catch (IOException e) {
            throw invocation.usage("Cannot read the data in " + JsonFile.shown(file) + ": " + e.getMessage());
        }
    }
}
