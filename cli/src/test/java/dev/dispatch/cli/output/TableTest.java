package dev.dispatch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsStandUnderEachOther() {
        Table table = new Table("  ").row("a", "bbb", "c").row("aaaa", "b", "c");
        assertThat(text(table, Look.PLAIN)).isEqualTo("  a     bbb  c\n  aaaa  b    c\n");
    }

    @Test
    void theWidestColumnIsCutFirst() {
        Table table = new Table("").row("id-1", "x".repeat(100)).row("id-2", "short");
        assertThat(text(table, new Look(20, false))).isEqualTo("id-1  " + "x".repeat(13) + "…\nid-2  short\n");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            Table table = new Table(" ".repeat(random.nextInt(4)));
            for (int row = 0; row < 5; row++) {
                table.row(word(random), word(random), word(random));
            }
            int width = 40 + random.nextInt(60);
            assertThat(text(table, new Look(width, false)).lines())
                    .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void aWholeColumnIsNotCutHoweverLongItIs() {
        Table table = new Table("").whole(1).row("SUCCESS", "i".repeat(30), "x".repeat(30));
        assertThat(text(table, new Look(51, false)))
                .isEqualTo("SUCCESS  " + "i".repeat(30) + "  " + "x".repeat(9) + "…\n");
    }

    @Test
    void aWrappingTableBreaksItsLastColumnAtSpacesAndGivesLongFirstColumnsALineOfTheirOwn() {
        Table table = new Table("  ")
                .wrapping()
                .row("job run", "Run a job and keep a record of every call it makes.")
                .row("a-command-with-a-very-long-name", "Short.");
        assertThat(text(table, new Look(40, false))).isEqualTo("""
                          job run  Run a job and keep a record
                                   of every call it makes.
                          a-command-with-a-very-long-name
                                   Short.
                        """);
    }

    @Test
    void aWrappingTableLosesNoWordAndNoLineIsTooWide() {
        Random random = new Random(12);
        for (int i = 0; i < 200; i++) {
            Table table = new Table("  ").wrapping();
            StringBuilder words = new StringBuilder();
            for (int row = 0; row < 5; row++) {
                String purpose = "a bc def ".repeat(1 + random.nextInt(20)).strip();
                table.row("x".repeat(1 + random.nextInt(30)), "case", purpose);
                words.append(purpose.replace(" ", ""));
            }
            String text = text(table, new Look(40 + random.nextInt(60), false));
            String last = text.replaceAll("x+ +case", "").replaceAll("\\s", "");
            assertThat(last).isEqualTo(words.toString());
        }
    }

    @Test
    void coloursTakeNoRoomAndAppearOnlyWhereTheyAreShown() {
        Table table = new Table("").row(List.of(Table.toned(Tone.GOOD, "ok"), Table.plain("x")));
        assertThat(text(table, new Look(40, true))).isEqualTo("\u001b[32mok\u001b[0m  x\n");
        assertThat(text(table, new Look(40, false))).isEqualTo("ok  x\n");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(TextWidth.of("日本")).isEqualTo(4);
        assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
        assertThat(TextWidth.of("👍")).isEqualTo(2);
        assertThat(TextWidth.cut("日本語", 4)).isEqualTo("日…");
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(80), 0, 4)
                .mapToObj(kind -> List.of("a", "日", "é", "👍").get(kind))
                .reduce("", String::concat);
    }

    private static String text(Table table, Look look) {
        return new Page(look).table(table).toString();
    }
}
