using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>The gateways as they were heard last.</summary>
internal sealed class Fleet
{
    /// <summary>A gateway that was not heard for so long is none.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private readonly IReadOnlyList<StoredReleaseReport> _reports;
    private readonly IReadOnlyList<string> _canaries;

    /// <param name="listeningSince">From when on this process can have heard gateways.</param>
    public Fleet(IReadOnlyList<StoredReleaseReport> reports, RolloutPolicy policy, DateTimeOffset listeningSince, DateTimeOffset now)
    {
        _reports = [.. reports.Where(report => now - report.Received <= Forgotten)];
        _canaries = policy.CanaryGateways;
        Live = [.. reports.Where(report => now - report.Received <= policy.Alive).OrderBy(report => Rank(report.Gateway)).ThenBy(report => Order(report.Gateway), StringComparer.Ordinal)];
        IsSettled = Live.Count == _reports.Count || now - listeningSince > policy.Alive;
    }

    /// <summary>In the order in which they get candidates: canaries first, then by the hash of their names, which no name can plan for.</summary>
    public IReadOnlyList<StoredReleaseReport> Live { get; }

    /// <summary>There is none, not even one that may only be silent.</summary>
    public bool IsEmpty => _reports.Count == 0;

    /// <summary>False while gateways that are known may just not have been heard again after a start.</summary>
    public bool IsSettled { get; }

    public IReadOnlyList<StoredReleaseReport> On(string release, DateTimeOffset heardSince) =>
        [.. _reports.Where(report => report.Latest.Release == release && report.Received >= heardSince)];

    /// <summary>Those that live and should serve the candidate but do not.</summary>
    public IReadOnlyList<string> Lacking(Rollout rollout) =>
        [.. Live.Where(report => IsReached(rollout, report.Gateway) && report.Latest.Release != rollout.Release).Select(report => report.Gateway)];

    /// <summary>Whether a gateway gets the candidate; those that nobody knows yet get it with the last wave.</summary>
    public static bool IsReached(Rollout rollout, string? gateway) => WaveOf(rollout, gateway) is not null;

    /// <summary>From 1; null before its wave.</summary>
    public static int? WaveOf(Rollout rollout, string? gateway)
    {
        for (int i = 0; i < rollout.Wave && gateway is not null; i++)
        {
            if (rollout.Waves[i].Gateways.Contains(gateway))
                return i + 1;
        }

        return rollout.Wave == rollout.Waves.Count && rollout.Waves[^1].Started is not null ? rollout.Wave : null;
    }

    private int Rank(string gateway)
    {
        for (int i = 0; i < _canaries.Count; i++)
        {
            if (_canaries[i] == gateway)
                return i;
        }

        return _canaries.Count;
    }

    private static string Order(string gateway) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(gateway)));
}
