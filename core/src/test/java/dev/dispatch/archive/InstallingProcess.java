package dev.dispatch.archive;

import java.nio.file.Path;

/** Another process that installs a bundle and, if told so, is gone in the middle of it. */
final class InstallingProcess {

    private InstallingProcess() {}

    /**
     * Installs, or ends without a word.
     *
     * @param arguments the folder of modules, the bundle, and the moment to end at, empty for none
     */
    public static void main(String[] arguments) {
        ModuleStore store = new ModuleStore(Path.of(arguments[0]), moment -> {
            if (moment.name().equals(arguments[2])) {
                Runtime.getRuntime().halt(3);
            }
        });
        store.install(new ZipArchive(Path.of(arguments[1])), null);
    }
}
