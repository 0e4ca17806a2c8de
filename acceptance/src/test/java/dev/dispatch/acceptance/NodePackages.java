package dev.dispatch.acceptance;

import dev.dispatch.testkit.RealServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Packages of Node.js that a folder of this module declares, installed below {@code target} where they are not yet. */
final class NodePackages {

    private NodePackages() {}

    /**
     * Installs them once.
     *
     * @param folder its name in {@code acceptance}
     * @param wanted the package that the test is about
     * @return where they are, beside a copy of the declared files
     */
    static Path install(String folder, String wanted) throws Throwable {
        Path installed = Transcripts.ROOT.resolve("acceptance/target").resolve(folder);
        if (Files.exists(installed.resolve("node_modules").resolve(wanted).resolve("package.json"))) {
            return installed;
        }
        copy(Transcripts.ROOT.resolve("acceptance").resolve(folder), Files.createDirectories(installed));
        Path log = installed.resolve("install.log");
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(installed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = npm.waitFor(5, TimeUnit.MINUTES);
        if (!ended || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw RealServers.missing(wanted, "npm cannot install it, see " + log);
        }
        return installed;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(to.resolve(file.getFileName().toString()), Files.readString(file));
            }
        }
    }
}
