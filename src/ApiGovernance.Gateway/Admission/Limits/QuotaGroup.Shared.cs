using ApiGovernance.Gateway.Admission.Sharing;

namespace ApiGovernance.Gateway.Admission.Limits;

/// <summary>The part that goes by the shared count: units are taken from it in advance, so that most calls need not ask.</summary>
internal sealed partial class QuotaGroup
{
    /// <summary>Leases of all gateways together are at most this part of a limit, where its calls allow it.</summary>
    private const double LeasedPart = 0.1;

    private const long LeaseLife = AdmissionClock.Second;
    private const long RefusalLife = AdmissionClock.Second / 5;

    /// <summary>A call asks so often before it is refused: each time it waited, others were quicker. What others ask about theirs does not count.</summary>
    private const int MaxAttempts = 16;

    /// <summary>And waits for so many questions in all.</summary>
    private const int MaxWaits = 10_000;

    /// <summary>Counters in one question.</summary>
    private const int MaxFlushed = 100;

    private long generation;
    private Task? refill;
    private bool hasNews;

    /// <summary>Takes; asks the shared count first where that is needed, which never takes long.</summary>
    public ValueTask<QuotaAnswer> TakeAsync(LimitState[] set, int cost, double reserve = 0)
    {
        QuotaAnswer answer = TryTake(set, cost, reserve);
        return answer.Result == QuotaResult.Lacking ? AskAndTakeAsync(set, cost, reserve) : ValueTask.FromResult(answer);
    }

    /// <summary>Asks the shared count, or waits for the question that is under way. Never fails.</summary>
    public Task RefillAsync(LimitState[] set, int cost, double reserve) => Refill(set, cost, reserve).Answer;

    /// <returns>The question that is waited for, and whether it is this one.</returns>
    private (Task Answer, bool IsOwn) Refill(LimitState[] set, int cost, double reserve)
    {
        lock (gate)
        {
            if (refill is { IsCompleted: false })
                return (refill, false);
            List<LeaseQuestion> questions = [];
            long now = clock.Now;
            foreach (LimitState state in set)
            {
                ExpireLease(state, now);
                double units = cost == 0 ? 0 : state.UnitsOf(cost);
                double need = Math.Max(0, units - state.Held.Total);
                double spared = Math.Floor(reserve * state.Limit.Requests) + units - state.Held.Total - need;
                double most = Math.Max(units, Math.Floor(state.Limit.Requests * LeasedPart / sharing!.Replicas));
                state.LeaseSize = Math.Min(state.LeaseSize, Math.Max(1, most));
                // What is in hand is asked for no more: a call that asks again for another limit's sake would pile up units of this one.
                questions.Add(Question(state, need, spared, Math.Max(0, state.Demand - state.Held.Total), Math.Max(0, state.LeaseSize - state.Held.Total)));
            }

            return (refill = AskAsync(questions), true);
        }
    }

    /// <summary>Tells the shared count what it does not know: leases that ran out unused, and what was let through while it was gone.</summary>
    public Task FlushAsync()
    {
        lock (gate)
        {
            long now = clock.Now;
            Follow(now);
            if (!hasNews || !sharing!.IsShared || refill is { IsCompleted: false })
                return Task.CompletedTask;
            hasNews = false;
            foreach (LimitState state in states.Values)
            {
                ExpireLease(state, now);
                hasNews |= state.Held.Total > 0 || state.HasNews;
            }

            List<LeaseQuestion> questions = [.. states.Values.Where(state => state.HasNews).Take(MaxFlushed).Select(state => Question(state, 0, 0, 0, 0))];
            return questions.Count == 0 ? Task.CompletedTask : refill = AskAsync(questions);
        }
    }

    private async ValueTask<QuotaAnswer> AskAndTakeAsync(LimitState[] set, int cost, double reserve)
    {
        Demand(set, cost, 1);
        try
        {
            int attempts = 0;
            for (int waits = 1; ; waits++)
            {
                var (asked, isOwn) = Refill(set, cost, reserve);
                await asked.ConfigureAwait(false);
                QuotaAnswer answer = TryTake(set, cost, reserve);
                if (answer.Result != QuotaResult.Lacking)
                    return answer;
                attempts += isOwn ? 1 : 0;
                if (attempts == MaxAttempts || waits == MaxWaits)
                    return new QuotaAnswer(QuotaResult.Refused, set[0], 0, 1) { Violated = [set[0].Limit.Name], Wait = AdmissionClock.Second };
            }
        }
        finally
        {
            Demand(set, cost, -1);
        }
    }

    /// <param name="sign">1 for a call that begins to wait for units, -1 for one that waits no more.</param>
    private void Demand(LimitState[] set, int cost, int sign)
    {
        lock (gate)
        {
            foreach (LimitState state in set)
                state.Demand += sign * state.UnitsOf(cost);
        }
    }

    private static QuotaResult LookAtLease(LimitState state, double units, double spared, long now)
    {
        bool hasUnits = state.Held.Total + LimitCounter.Tolerance >= units;
        if (hasUnits && (spared == 0 || state.Known + state.Held.Total - units >= spared))
            return QuotaResult.Taken;
        double lacking = units - state.Held.Total + spared;
        return now < state.RefusedUntil && lacking >= state.RefusedUnits - LimitCounter.Tolerance ? QuotaResult.Refused : QuotaResult.Lacking;
    }

    /// <summary>What the shared count said when it refused, perhaps a call that needed less: a bucket's rest comes at its own pace.</summary>
    private static long SharedWaitFor(LimitState state, int cost, double reserve, long now)
    {
        double wanted = Math.Min(state.Limit.Requests, state.UnitsOf(cost) + Math.Floor(reserve * state.Limit.Requests));
        double more = state.Limit.IsBucket && now < state.RefusedUntil ? Math.Max(0, wanted - state.Held.Total - state.RefusedUnits) : 0;
        return Math.Max(0, state.MoreAt - now) + (long)Math.Ceiling(more * state.Limit.Period / state.Limit.Requests);
    }

    /// <summary>Asks for the next lease before the last unit of this one is used, so that nobody waits for it.</summary>
    private void Prefetch(LimitState[] set, long now)
    {
        foreach (LimitState state in set)
        {
            if (state.LeaseSize > 1 && state.Held.Total < state.LeaseSize / 4 && now >= state.RefusedUntil)
            {
                _ = RefillAsync(set, 0, 0);
                return;
            }
        }
    }

    private static LeaseQuestion Question(LimitState state, double need, double spared, double demand, double lease)
    {
        // One thing at a time: what is left is told with the next question.
        var (owed, since) = state.Charge > 0 ? (-state.Charge, 0L) : state.Back.TakeLot();
        if (owed < 0)
            state.Charge = 0;
        return new LeaseQuestion(state, need, spared, demand, lease, owed, since);
    }

    private async Task AskAsync(List<LeaseQuestion> questions)
    {
        long sent = clock.Now;
        LeaseReply[]? replies = await sharing!.AskAsync(name, questions).ConfigureAwait(false);
        lock (gate)
        {
            for (int i = 0; i < questions.Count; i++)
            {
                if (replies is null)
                    questions[i].State.Charge += Math.Max(0, -questions[i].Owed);
                else
                    Apply(questions[i], replies[i], sent);
            }
        }
    }

    private static void Apply(LeaseQuestion question, LeaseReply reply, long sent)
    {
        LimitState state = question.State;
        (state.Known, state.KnownAt, state.MoreAt) = (reply.Available, sent, sent + reply.Wait);
        if (reply.Granted > 0)
        {
            // What is used up soon after it was leased was too little; what is not, too much.
            if (question.Lease > 0)
                state.LeaseSize = sent - state.LeasedAt < LeaseLife / 2 ? state.LeaseSize * 2 : Math.Max(1, state.LeaseSize / 2);
            state.Held.Add(reply.Granted, reply.Now);
            state.LeasedAt = sent;
            // Counted from when the question was sent: a lease never outlives its window.
            state.HeldUntil = sent + (state.Limit.IsBucket || state.Limit.Segments > 1 ? LeaseLife : Math.Min(LeaseLife, reply.WindowLeft));
        }

        if (reply.IsRefused)
            (state.RefusedUntil, state.RefusedUnits) = (sent + Math.Min(RefusalLife, reply.Wait), question.Need + Math.Max(0, question.Spared));
    }

    private static void ExpireLease(LimitState state, long now)
    {
        if (state.Held.Total <= 0 || now < state.HeldUntil)
            return;
        state.Held.MoveTo(state.Back);
        state.LeaseSize = Math.Max(1, state.LeaseSize / 2);
    }

    private LimitCounter ShareOf(LimitState state, long now)
    {
        if (state.Share is { } share)
            return share;
        double part = 1.0 / sharing!.Replicas;
        (state.Share, state.Unreported) = (LimitCounter.For(state.Limit, part, clock), LimitCounter.For(state.Limit, part, clock));
        // What the shared count had left when it was last seen is what all gateways together have left.
        if (state.Known >= 0)
            state.Share.Take(Math.Min(state.KnownAt, now), Math.Min(state.Share.Capacity, (state.Limit.Requests - state.Known) * part));
        return state.Share;
    }

    /// <summary>Changes from the shared count to shares and back, when that has changed for the gateway.</summary>
    private void Follow(long now)
    {
        if (sharing is null || generation == sharing.Generation)
            return;
        generation = sharing.Generation;
        hasNews = true;
        foreach (LimitState state in states.Values)
        {
            state.RefusedUntil = 0;
            if (!sharing.IsShared)
                continue;
            if (sharing.HasLostCounts && state.Known >= 0)
            {
                // Redis began anew: each gateway tells its part of what was counted before.
                LimitCounter share = ShareOf(state, now);
                state.Charge = Math.Max(0, share.Capacity - share.Available(now));
                state.Held.Clear();
                state.Back.Clear();
            }
            else if (state.Unreported is { } unreported)
            {
                state.Charge += Math.Max(0, unreported.Capacity - unreported.Available(now));
            }

            (state.Share, state.Unreported) = (null, null);
        }
    }
}
