package dev.dispatch.archive;

import dev.dispatch.job.ActionKey;
import dev.dispatch.module.VersionRange;
import java.util.Optional;

/** A module and its version, as the folder of an installed module is named: {@code name@version}. */
public record ModuleId(String name, String version) {

    /** Of a folder's name, which other parts may be added to. */
    private static final int LONGEST = 200;

    /** Empty where the name is none of a module, or the version no semantic one. */
    public static Optional<ModuleId> of(String name, String version) {
        boolean right =
                ActionKey.isPart(name) && VersionRange.isVersion(version) && name.length() + version.length() < LONGEST;
        return right ? Optional.of(new ModuleId(name, version)) : Optional.empty();
    }

    /** Empty where a folder is not named after an installed module. */
    public static Optional<ModuleId> parse(String folder) {
        int at = folder.indexOf('@');
        return at < 1 ? Optional.empty() : of(folder.substring(0, at), folder.substring(at + 1));
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}
