package dev.dispatch.cli;

import dev.dispatch.cli.command.CommandModel;
import dev.dispatch.cli.reference.BashCompletion;
import dev.dispatch.cli.reference.CommandReference;
import dev.dispatch.cli.reference.CommandSurface;
import dev.dispatch.cli.reference.FishCompletion;
import dev.dispatch.cli.reference.ManPage;
import dev.dispatch.cli.reference.ZshCompletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The documents that are made from the commands themselves; for the build, which puts them into a release. */
public final class Documents {

    private Documents() {}

    /** The command reference, as it stands in {@code docs/reference/commands.md}. */
    public static String commandReference() {
        return new CommandReference(CommandModel.all(Version.CURRENT)).page();
    }

    /** The files of a release, by their path in it. */
    public static Map<String, String> ofRelease() {
        CommandSurface surface = CommandModel.all(Version.CURRENT);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("completions/dispatch.bash", new BashCompletion(surface).script());
        files.put("completions/_dispatch", new ZshCompletion(surface).script());
        files.put("completions/dispatch.fish", new FishCompletion(surface).script());
        files.put("man/man1/dispatch.1", new ManPage(surface).page());
        return files;
    }

    /**
     * Writes the files of a release.
     *
     * @param args the folder
     * @throws IOException that names the file which cannot be written
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("one argument is needed: the folder to write into");
        }
        Path folder = Path.of(args[0]);
        for (Map.Entry<String, String> file : ofRelease().entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.resolveSibling("."));
            Files.writeString(target, file.getValue());
        }
    }
}
