package dev.dispatch.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Turns the merged jar into the folder that runs and ships. Started by the build with Java's source launcher; the
 * arguments are the merged jar, the distribution folder, the repository's root and the time the build began.
 */
final class BuildDistribution {
    private BuildDistribution() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path mergedJar = Path.of(args[0]);
        Distribution distribution = new Distribution(Path.of(args[1]));
        Path root = Path.of(args[2]);
        Instant begun = Instant.parse(args[3]);

        JarContent content = JarContent.read(mergedJar);
        ClassUpgrade upgrade = new ClassUpgrade(content);
        SwitchRewrite switches = new SwitchRewrite(content);
        RecordRewrite records = new RecordRewrite(content);
        byte[] jar = content.mapClasses(bytes -> records.apply(switches.apply(upgrade.apply(bytes))))
                .toJar();

        distribution.copyLauncher(root.resolve("cli/src/dist"));
        distribution.copyFile(root.resolve("LICENSE"), "LICENSE");
        distribution.copyFile(root.resolve("SKILL.md"), "SKILL.md");
        distribution.replaceFolder(root.resolve("jobs"), "jobs");
        distribution.replaceFolder(root.resolve("modules"), "modules");
        String name = distribution.installJar(jar, begun);
        distribution.buildCache(Path.of(System.getProperty("java.home")));
        distribution.removeOutdated();
        System.out.printf(
                "%s: %,d bytes, %d classes upgraded, %d switches and %d methods of records" + " rewritten%n",
                name, jar.length, upgrade.count(), switches.count(), records.count());
    }
}
