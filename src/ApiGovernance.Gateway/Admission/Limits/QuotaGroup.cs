using ApiGovernance.Gateway.Admission.Sharing;

namespace ApiGovernance.Gateway.Admission.Limits;

/// <summary>
/// The limits that one consumer, or one back end, has running. A call takes of all limits that are for it or of none: one lock is
/// held for the look and the taking. Lives as long as its owner's name is in the snapshots.
/// </summary>
internal sealed partial class QuotaGroup(string name, AdmissionClock clock, QuotaSharing? sharing)
{
    /// <summary>Counters of one owner. Their names come from contracts, not from callers; this is for a catalog without measure.</summary>
    private const int MaxStates = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Limit, string Scope), LimitState> states = [];
    private readonly Impatience impatience = new();

    public string Name => name;

    /// <summary>The counter of a limit for a scope, as it stands. Where there are too many, all further scopes share one.</summary>
    public LimitState State(CompiledLimit limit, string scope)
    {
        lock (gate)
        {
            if (states.TryGetValue((limit.Key, scope), out LimitState? state))
                return state;
            if (states.Count >= MaxStates && !DropIdle())
                scope = "...";
            if (!states.TryGetValue((limit.Key, scope), out state))
            {
                state = new LimitState(limit, scope, name) { Local = sharing is null ? LimitCounter.For(limit, 1, clock) : null };
                states.Add((limit.Key, scope), state);
            }

            return state;
        }
    }

    /// <summary>Forgets the counters of limits that are no longer written so.</summary>
    public void Keep(IReadOnlySet<string> limits)
    {
        lock (gate)
        {
            foreach (var key in states.Keys.Where(key => !limits.Contains(key.Limit)).ToArray())
                states.Remove(key);
        }
    }

    /// <summary>Takes if all of it can be decided here.</summary>
    /// <param name="reserve">Part of each limit that is not for this call.</param>
    public QuotaAnswer TryTake(LimitState[] set, int cost, double reserve = 0)
    {
        if (set.Length == 0)
            return QuotaAnswer.Free;
        lock (gate)
        {
            long now = clock.Now;
            Follow(now);
            hasNews = true;
            bool lacking = false;
            bool refused = false;
            foreach (LimitState state in set)
            {
                QuotaResult one = Look(state, cost, reserve, now);
                lacking |= one == QuotaResult.Lacking;
                refused |= one == QuotaResult.Refused;
            }

            if (refused)
                return Refusal(set, cost, reserve, now);
            if (lacking)
                return new QuotaAnswer(QuotaResult.Lacking, null, 0, 0);
            foreach (LimitState state in set)
                Take(state, cost, now);
            if (sharing is { IsShared: true })
                Prefetch(set, now);
            return Taken(set, now);
        }
    }

    /// <summary>Gives back what a call took that was not made after all.</summary>
    /// <returns>What is left then.</returns>
    public QuotaAnswer Return(LimitState[] set, int cost)
    {
        lock (gate)
        {
            long now = clock.Now;
            foreach (LimitState state in set)
            {
                double units = state.UnitsOf(cost);
                if (state.Local is { } local)
                {
                    local.Return(now, units);
                }
                else if (state.Share is { } share)
                {
                    share.Return(now, units);
                    state.Unreported!.Return(now, units);
                }
                else
                {
                    // In hand again, and given back with the rest when nobody needs it.
                    state.Held.Return(units);
                }
            }

            return Taken(set, now);
        }
    }

    private QuotaResult Look(LimitState state, int cost, double reserve, long now)
    {
        double units = state.UnitsOf(cost);
        double spared = Math.Floor(reserve * state.Limit.Requests);
        if (state.Local is { } local)
            return local.Available(now) + LimitCounter.Tolerance >= units + spared ? QuotaResult.Taken : QuotaResult.Refused;
        ExpireLease(state, now);
        if (sharing!.IsShared)
            return LookAtLease(state, units, spared, now);
        LimitCounter share = ShareOf(state, now);
        // What is spared of the limit is spared of the share.
        spared = Math.Floor(reserve * share.Capacity);
        return state.Held.Total + share.Available(now) + LimitCounter.Tolerance >= Math.Min(units, share.Capacity) + spared ? QuotaResult.Taken : QuotaResult.Refused;
    }

    private static void Take(LimitState state, int cost, long now)
    {
        double units = state.UnitsOf(cost);
        if (state.Local is { } local)
        {
            local.Take(now, units);
            return;
        }

        double inHand = Math.Min(state.Held.Total, units);
        state.Held.Use(inHand);
        if (state.Share is { } share && units > inHand)
        {
            units = Math.Min(units, share.Capacity) - inHand;
            share.Take(now, Math.Max(0, units));
            state.Unreported!.Take(now, Math.Max(0, units));
        }
    }

    private static QuotaAnswer Taken(LimitState[] set, long now)
    {
        LimitState? tightest = null;
        double least = double.MaxValue;
        foreach (LimitState state in set)
        {
            double left = Left(state, now);
            if (left < least)
                (tightest, least) = (state, left);
        }

        return new QuotaAnswer(QuotaResult.Taken, tightest, Whole(least), AdmissionClock.Seconds(UntilMore(tightest!, now)));
    }

    private QuotaAnswer Refusal(LimitState[] set, int cost, double reserve, long now)
    {
        List<string> names = [];
        LimitState? tightest = null;
        (double least, long longest, long own) = (double.MaxValue, 0, 0);
        foreach (LimitState state in set)
        {
            if (Look(state, cost, reserve, now) != QuotaResult.Refused)
                continue;
            names.Add(state.Limit.Name);
            long wait = WaitFor(state, cost, reserve, now);
            longest = Math.Max(longest, wait);
            double left = Left(state, now);
            if (left < least)
                (tightest, least, own) = (state, left, wait);
        }

        return new QuotaAnswer(QuotaResult.Refused, tightest, Whole(least), Math.Max(1, AdmissionClock.Seconds(own)))
        {
            Violated = names,
            Wait = longest,
            IsAbnormal = impatience.Refused(now, longest),
        };
    }

    private static double Left(LimitState state, long now) => state.Local is { } local ? local.Available(now)
        : state.Held.Total + (state.Share is { } share ? share.Available(now) : Math.Max(0, state.Known));

    private static long UntilMore(LimitState state, long now) => (state.Local ?? state.Share) is { } counter
        ? counter.UntilMore(now)
        : Math.Max(0, state.MoreAt - now);

    private static long WaitFor(LimitState state, int cost, double reserve, long now) => (state.Local ?? state.Share) is { } counter
        ? counter.WaitFor(now, Math.Min(counter.Capacity, state.UnitsOf(cost) + Math.Floor(reserve * counter.Capacity)))
        : SharedWaitFor(state, cost, reserve, now);

    private static int Whole(double units) => (int)Math.Clamp(Math.Floor(units + LimitCounter.Tolerance), 0, int.MaxValue);

    /// <summary>Whether it says nothing that a new one would not say.</summary>
    private static bool IsIdle(LimitState state, long now) => state.Local is { } local
        ? local.UntilMore(now) == 0
        : state is { Held.Total: 0, HasNews: false, Share: null } && now - state.LeasedAt > state.Limit.Period;

    private bool DropIdle()
    {
        long now = clock.Now;
        foreach (var (key, _) in states.Where(pair => IsIdle(pair.Value, now)).ToArray())
            states.Remove(key);
        return states.Count < MaxStates;
    }
}
