package io.enginehub.consul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Time is counted in seconds here; a check holds for 3 of them, and 10 are given for registering anew. */
class SightingsTest {
    private static final Member TREE = agent("tree-1", 7001, "tree");
    private static final Member OTHER_TREE = agent("tree-2", 7002, "tree");
    private static final Member BAYES = agent("bayes-1", 7003, "bayes");

    private final Sightings sightings = new Sightings(Duration.ofSeconds(3), Duration.ofSeconds(10), true);

    private static Member agent(String name, int port, String algorithm) {
        return new Member(
                new MemberId(name, new UUID(7, port)),
                Member.Role.AGENT,
                URI.create("http://10.0.0.1:" + port),
                Map.of(Member.ALGORITHM, algorithm));
    }

    private static Member dispatcher(int port) {
        return new Member(
                new MemberId("d", new UUID(7, port)),
                Member.Role.DISPATCHER,
                URI.create("http://10.0.0.1:" + port),
                Map.of());
    }

    private static Seen passing(Member member) {
        return new Seen(member, Seen.Health.PASSING);
    }

    private static Seen critical(Member member) {
        return new Seen(member, Seen.Health.CRITICAL);
    }

    private static long at(double seconds) {
        return (long) (seconds * 1e9);
    }

    private void answer(double second, Seen... seen) {
        sightings.answered(List.of(seen), at(second));
    }

    /** All whom somebody should look at take, or refuse, a connection. */
    private void look(double second, boolean taken) {
        sightings.toLookAt(at(second)).forEach(member -> sightings.looked(MemberKey.of(member), taken, at(second)));
    }

    private void expect(double second, Member... members) {
        sightings.settle(at(second));
        assertEquals(Set.of(members), Set.copyOf(sightings.picture()));
    }

    @Test
    void knowsNothingBeforeTheFirstAnswer() {
        assertFalse(sightings.isKnown());
        answer(1);
        assertTrue(sightings.isKnown());
    }

    @Test
    void believesAtOnceThatSomebodyCameOrLeft() {
        answer(1, passing(TREE));
        expect(1, TREE);
        answer(2, passing(TREE), passing(BAYES));
        expect(2, TREE, BAYES);
        answer(3, passing(BAYES));
        expect(3, BAYES);
        answer(4);
        expect(4);
    }

    @Test
    void doesNotShowANewOneThatIsCritical() {
        answer(1, critical(TREE));
        expect(1);
    }

    /** Consul may have had no leader to take it in, until its first check had failed. */
    @Test
    void showsANewOneAsSoonAsItIsWellForTheFirstTime() {
        answer(1, critical(TREE), passing(BAYES));
        look(1, true);
        expect(1, BAYES);
        answer(2, passing(TREE), passing(BAYES));
        expect(2, TREE, BAYES);
    }

    @Test
    void believesThatOneIsCriticalWhenItHasBeenForAWhile() {
        answer(1, passing(TREE), passing(OTHER_TREE));
        look(1, true);
        answer(2, critical(TREE), passing(OTHER_TREE));
        look(2, true);
        look(4.9, true);
        expect(4.9, TREE, OTHER_TREE);
        assertEquals(at(5.0) - at(4.9), sightings.dueIn(at(4.9)));
        expect(5.1, OTHER_TREE);
    }

    @Test
    void believesThatOneIsWellAgainWhenItHasBeenForAWhile() {
        believesThatOneIsCriticalWhenItHasBeenForAWhile();
        answer(6, passing(TREE), passing(OTHER_TREE));
        look(6, true);
        expect(8.9, OTHER_TREE);
        expect(9.1, TREE, OTHER_TREE);
    }

    @Test
    void doesNotMindChecksThatFlap() {
        answer(0, passing(TREE), passing(OTHER_TREE));
        look(0, true);
        for (double second = 0.6; second < 60; second += 1.2) {
            answer(second, critical(TREE), passing(OTHER_TREE));
            look(second, true);
            expect(second, TREE, OTHER_TREE);
            answer(second + 0.6, passing(TREE), passing(OTHER_TREE));
            look(second + 0.6, true);
            expect(second + 0.6, TREE, OTHER_TREE);
        }
    }

    @Test
    void doesNotBringBackOneWhoseChecksFlap() {
        believesThatOneIsCriticalWhenItHasBeenForAWhile();
        for (double second = 6; second < 60; second += 4) {
            answer(second, passing(TREE), passing(OTHER_TREE));
            look(second, true);
            answer(second + 2.9, critical(TREE), passing(OTHER_TREE));
            look(second + 2.9, true);
            expect(second + 2.9, OTHER_TREE);
        }
    }

    @Test
    void takesOneThatIsCriticalAndRefusesConnectionsOutAtOnce() {
        answer(1, passing(TREE));
        look(1, true);
        answer(2, critical(TREE));
        look(2, false);
        expect(2);
    }

    @Test
    void leavesTheLastOfAKindWhileItTakesConnections() {
        answer(1, passing(TREE), passing(BAYES));
        look(1, true);
        answer(2, critical(TREE), critical(BAYES));
        for (int second = 2; second < 60; second++) {
            look(second, true);
            expect(second, TREE, BAYES);
        }
        look(60, false);
        expect(60);
    }

    @Test
    void leavesDispatchersThatTakeConnectionsThoughOthersAreThere() {
        Member first = dispatcher(7004);
        Member second = dispatcher(7005);
        answer(1, passing(first), passing(second));
        look(1, true);
        answer(2, critical(first), passing(second));
        for (int time = 2; time < 60; time++) {
            look(time, true);
            expect(time, first, second);
        }
        look(60, false);
        expect(60, second);
    }

    @Test
    void doesNotLeaveTheLastOfAKindWhereNobodyLooks() {
        Sightings blind = new Sightings(Duration.ofSeconds(3), Duration.ofSeconds(10), false);
        blind.answered(List.of(passing(TREE)), at(1));
        blind.answered(List.of(critical(TREE)), at(2));
        blind.settle(at(4.9));
        assertEquals(List.of(TREE), blind.picture());
        blind.settle(at(5.1));
        assertEquals(List.of(), blind.picture());
        assertEquals(List.of(), blind.toLookAt(at(6)));
        assertEquals(Long.MAX_VALUE, blind.dueIn(at(6)));
    }

    @Test
    void waitsForALookThatIsUnderWay() {
        answer(1, passing(TREE));
        look(1, true);
        answer(2, critical(TREE));
        assertEquals(List.of(TREE), sightings.toLookAt(at(2)));
        expect(10, TREE);
        sightings.looked(MemberKey.of(TREE), false, at(10));
        expect(10);
    }

    @Test
    void leavesOneOfSeveralThatAreAllCritical() {
        answer(1, passing(TREE), passing(OTHER_TREE));
        look(1, true);
        answer(2, critical(TREE), critical(OTHER_TREE));
        look(2, true);
        expect(10, TREE, OTHER_TREE);
        answer(11, critical(TREE), passing(OTHER_TREE));
        expect(11, OTHER_TREE);
    }

    @Test
    void takesOneInMaintenanceOutAtOnceThoughItIsTheLast() {
        answer(1, passing(TREE));
        look(1, true);
        answer(2, new Seen(TREE, Seen.Health.MAINTENANCE));
        look(2, true);
        expect(2);
    }

    @Test
    void keepsOneThatRefusesInQuarantineForLongerEachTime() {
        answer(0, passing(TREE));
        long now = 0;
        StringBuilder pauses = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            assertEquals(List.of(TREE), sightings.toLookAt(now));
            sightings.looked(MemberKey.of(TREE), false, now);
            assertEquals(List.of(), sightings.picture());
            long pause = sightings.dueIn(now);
            if (pause > at(3)) { // why: until then a wake-up is due also for the check
                pauses.append(pause / 1_000_000_000).append(' ');
            }
            answer(now / 1e9, passing(TREE));
            now += Math.max(pause, at(32));
        }
        assertEquals("4 8 16 32 32 32 ", pauses.toString());
        sightings.toLookAt(now);
        sightings.looked(MemberKey.of(TREE), true, now);
        assertEquals(List.of(TREE), sightings.picture());
    }

    @Test
    void looksAtEachOneOnceWhileAllIsWell() {
        answer(0, passing(TREE), passing(BAYES));
        assertEquals(2, sightings.toLookAt(0).size());
        assertEquals(0, sightings.toLookAt(0).size());
        sightings.looked(MemberKey.of(TREE), true, 0);
        sightings.looked(MemberKey.of(BAYES), true, 0);
        answer(100, passing(TREE), passing(BAYES));
        assertEquals(0, sightings.toLookAt(at(100)).size());
        assertEquals(Long.MAX_VALUE, sightings.dueIn(at(100)));
    }

    @Test
    void keepsAllWhileConsulIsAway() {
        answer(1, passing(TREE), passing(BAYES));
        look(1, true);
        sightings.lost();
        expect(1_000_000, TREE, BAYES);
        assertEquals(Long.MAX_VALUE, sightings.dueIn(at(1_000_000)));
    }

    @Test
    void givesThoseWhoAreMissingTimeToRegisterAnew() {
        answer(1, passing(TREE), passing(BAYES));
        look(1, true);
        sightings.lost();
        answer(20);
        look(20, true);
        expect(29.9, TREE, BAYES);
        answer(29.9, passing(TREE));
        expect(29.95, TREE, BAYES);
        assertTrue(sightings.dueIn(at(29.95)) <= at(0.1));
        expect(30.1, TREE);
        answer(31);
        expect(31);
    }

    @Test
    void looksAtThoseWhoAreMissing() {
        answer(1, passing(TREE), passing(BAYES));
        look(1, true);
        sightings.lost();
        answer(20);
        sightings.looked(MemberKey.of(TREE), false, at(20));
        look(20.1, true);
        expect(20.1, BAYES);
    }

    @Test
    void startsTheTimeAnewWhenConsulGoesAwayAgain() {
        answer(1, passing(TREE));
        look(1, true);
        sightings.lost();
        answer(20);
        sightings.lost();
        expect(100, TREE);
        answer(100);
        look(100, true);
        expect(109.9, TREE);
        expect(110.1);
    }

    @Test
    void letsNobodyTakeThePlaceOfAnotherByItsName() {
        Member hostile = new Member(TREE.id(), TREE.role(), URI.create("http://10.9.9.9:7001"), TREE.facts());
        answer(1, passing(TREE));
        answer(2, passing(TREE), passing(hostile));
        expect(2, TREE);
        answer(3, passing(hostile), passing(TREE));
        expect(3, TREE);
        answer(4, critical(hostile), passing(TREE));
        expect(9, TREE);
    }
}
