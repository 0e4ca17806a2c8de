package dev.dispatch.cli.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkillSourceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme/skills",
                "a.b/c_d-e",
                "https://example.org/a/b.git",
                "https://example.org:8443/a",
                "ssh://git@example.org/a.git",
                "git@example.org:a/b.git"
            })
    void repositoriesAreTaken(String repo) {
        assertThat(source(repo, "v1.0.0").fault()).isEmpty();
        assertThat(source(repo, "v1.0.0").word()).isEqualTo(repo + "#v1.0.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-y",
                "--registry=https://evil.example/x",
                "-a/b",
                "a/-b",
                "a/b/c",
                "../up",
                "a/..",
                "/etc",
                "./local",
                "http://example.org/a",
                "https://",
                "https://user:secret@example.org/a",
                "https://token@example.org/a",
                "ssh://-oProxyCommand=id/a",
                "ssh://git@-oProxyCommand=id/a",
                "git@-oProxyCommand=id:a",
                "git@a@b:c",
                "file:///etc/passwd",
                "a/b#main",
                "a/b@skill",
                "a b/c",
                "a/b;id",
                "a/$(id)",
                "a/b\n",
                "ext::sh -c id"
            })
    void whatIsNoRepositoryIsRefused(String repo) {
        assertThat(source(repo, "v1").fault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("repo must"));
    }

    @Test
    void aTokenInARepositoryIsNotRepeated() {
        assertThat(source("https://ghp_token@example.org/a", "v1").fault())
                .hasValueSatisfying(
                        fault -> assertThat(fault).doesNotContain("ghp_token").contains("credential helper"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-f", "--all", "a..b", "$(id)", "a b", "a#b", "a@b", "../x"})
    void whatIsNoVersionIsRefused(String version) {
        assertThat(source("acme/skills", version).fault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("version must be"));
    }

    @Test
    void withoutAVersionTheDefaultBranchIsMeant() {
        assertThat(new SkillSource("a", "acme/skills", Optional.empty()).word()).isEqualTo("acme/skills");
    }

    @Test
    void whatMovesTheCursorIsTakenOutOfTheInstallersLines() {
        assertThat(SkillInstaller.withoutEscapes("\u001b[?25l\u001b[1;31mred\u001b[0m\ttext\r"))
                .isEqualTo("redtext");
        assertThat(SkillInstaller.withoutEscapes("\u001b[")).isEmpty();
    }

    private static SkillSource source(String repo, String version) {
        return new SkillSource("a", repo, Optional.of(version));
    }
}
