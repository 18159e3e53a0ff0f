package io.enginehub.api.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingValuesTest {
    private static Member member(String name, Member.Role role, int capacity) {
        return new Member(
                new MemberId(name, new UUID(0, name.hashCode())),
                role,
                URI.create("http://127.0.0.1:7000/" + name),
                Map.of(Member.CAPACITY, Integer.toString(capacity), "other", "fact"));
    }

    @Test
    void readsWhatIsSetAndTellsOfWhatMeansNothing() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("slots", "8");
        texts.put("slots/d1", "10000");
        texts.put("slots/d2", "10001");
        texts.put("drain/classifier-1.classifier.decisionTree", "yes");
        texts.put("drain/d2", "true");
        texts.put("max-pending", "0");
        texts.put("leases", "8");
        List<String> odd = new ArrayList<>();
        SettingValues values = SettingValues.of(texts, (key, why) -> odd.add(key));
        assertEquals(
                new SettingValues(8, Map.of("d1", 10_000), Set.of("classifier-1.classifier.decisionTree"), 0), values);
        assertEquals(List.of("slots/d2", "drain/d2", "leases"), odd);
    }

    @ParameterizedTest
    @CsvSource({
        "slots,0",
        "slots,-1",
        "slots,+1",
        "slots,08",
        "slots,1e3",
        "slots,''",
        "max-pending,2147483648",
        "drain/a,no"
    })
    void refusesATextThatTheKeyDoesNotTake(String key, String text) {
        String said = assertThrows(IllegalArgumentException.class, () -> SettingValues.check(key, text))
                .getMessage();
        assertTrue(said.startsWith(key + " takes "), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "slot",
                "slots/",
                "slots/.",
                "slots/..",
                "drain/",
                "drain/a/b",
                "drain/a b",
                "drain/ä",
                "Slots"
            })
    void refusesAKeyThatNoSettingHas(String key) {
        String said = assertThrows(IllegalArgumentException.class, () -> SettingValues.checkKey(key))
                .getMessage();
        assertTrue(said.contains("There are slots, slots/DISPATCHER, drain/MEMBER and max-pending."), said);
    }

    @Test
    void takesNamesOf200CharactersAndNoLongerOnes() {
        SettingValues.checkKey("drain/" + "a".repeat(200));
        String said = assertThrows(
                        IllegalArgumentException.class, () -> SettingValues.checkKey("drain/" + "a".repeat(201)))
                .getMessage();
        assertTrue(said.startsWith("There is no setting 'drain/" + "a".repeat(54) + "…'."), said);
    }

    @Test
    void repeatsNothingThatATerminalObeys() {
        String said = assertThrows(
                        IllegalArgumentException.class,
                        () -> SettingValues.check("slots", "\u001b[2J" + "9".repeat(99)))
                .getMessage();
        assertTrue(said.endsWith("not '?[2J" + "9".repeat(56) + "…'."), said);
    }

    @Test
    void whatIsSetForOneCountsBeforeWhatIsSetForAllAndDrainedBeforeBoth() {
        SettingValues values = new SettingValues(8, Map.of("d1", 3, "d2", 5), Set.of("d2"), null);
        assertEquals(3, values.slots("d1", 16));
        assertEquals(0, values.slots("d2", 16));
        assertEquals(8, values.slots("d3", 16));
        assertEquals(16, SettingValues.NONE.slots("d1", 16));
        assertEquals(100, values.maxPending(100));
        assertEquals(7, new SettingValues(null, Map.of(), Set.of(), 7).maxPending(100));
    }

    @Test
    void drainedAgentsAreNotAdmittedAndDispatchersHaveTheSlotsThatAreSet() {
        List<Member> members = List.of(
                member("d1", Member.Role.DISPATCHER, 16),
                member("d2", Member.Role.DISPATCHER, 16),
                member("a1", Member.Role.AGENT, 2),
                member("a2", Member.Role.AGENT, 2),
                member("h1", Member.Role.HUB, 0));
        SettingValues values = new SettingValues(4, Map.of(), Set.of("d2", "a1", "h1"), null);
        List<Member> admitted = values.admitted(members);
        assertEquals(
                List.of("d1", "d2", "a2", "h1"),
                admitted.stream().map(member -> member.id().name()).toList());
        assertEquals(
                Map.of(Member.CAPACITY, "4", "other", "fact"), admitted.get(0).facts());
        assertEquals(0, admitted.get(1).number(Member.CAPACITY, -1));
        assertEquals(members.get(3), admitted.get(2));
        assertEquals(members, SettingValues.NONE.admitted(members));
    }
}
