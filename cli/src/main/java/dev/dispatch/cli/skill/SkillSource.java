package dev.dispatch.cli.skill;

import java.util.Optional;

/**
 * Where the skills of a module come from, as {@code modules.NAME} of the configuration has it.
 *
 * @param repo {@code owner/repo}, an {@code https://} or {@code ssh://} URL, or {@code git@host:path}
 * @param version a branch, tag or commit; empty for the default branch
 */
public record SkillSource(String name, String repo, Optional<String> version) {

    private static final int LONGEST = 1_000;
    private static final String IN_URL = "-._~/:@%+";
    private static final String IN_VERSION = "-._/+";

    /** One word for the installer, which has to be {@link #fault free of faults}. */
    public String word() {
        return repo + version.map(ref -> "#" + ref).orElse("");
    }

    /** Why this cannot be handed to another program; empty where it can. */
    public Optional<String> fault() {
        if (repo.startsWith("https://") && repo.indexOf('@') >= 0) {
            // Not quoted: it may hold a token.
            return Optional.of("repo must not hold a user or a password; git's credential helper has them");
        }
        if (!isRepo()) {
            return Optional.of(
                    "repo must be owner/repo, an https:// or ssh:// URL, or git@host:path," + " not '" + repo + "'");
        }
        if (version.isPresent() && !isVersion(version.get())) {
            return Optional.of("version must be a branch, a tag or a commit, not '" + version.get() + "'");
        }
        return Optional.empty();
    }

    private boolean isRepo() {
        if (repo.length() > LONGEST || !consistsOf(repo, IN_URL) || repo.contains("..")) {
            return false;
        }
        if (repo.startsWith("https://")) {
            return repo.length() > "https://".length();
        }
        if (repo.startsWith("ssh://") || repo.startsWith("git@")) {
            int host = repo.indexOf('@') + 1;
            return host > 0 && host < repo.length() && isPlain(repo.charAt(host)) && repo.indexOf('@', host) < 0;
        }
        int slash = repo.indexOf('/');
        return slash > 0
                && slash < repo.length() - 1
                && repo.indexOf('/', slash + 1) < 0
                && repo.indexOf(':') < 0
                && repo.indexOf('@') < 0
                && isPlain(repo.charAt(0))
                && isPlain(repo.charAt(slash + 1));
    }

    private static boolean isVersion(String version) {
        return !version.isEmpty()
                && version.length() <= LONGEST
                && isPlain(version.charAt(0))
                && consistsOf(version, IN_VERSION)
                && !version.contains("..");
    }

    private static boolean consistsOf(String text, String further) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i)) && further.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
