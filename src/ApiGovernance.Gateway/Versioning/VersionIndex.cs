using System.Globalization;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Versioning;

/// <summary>The versions of an API by all that a call may write for one: <c>v2</c>, <c>2</c>, <c>2.1</c>, <c>2.1.0</c>, <c>2026-11-01</c>.</summary>
internal sealed class VersionIndex
{
    /// <summary>Not a frozen one: there is one per API, made anew when one of its versions or back ends changes, and freezing costs far more than it saves.</summary>
    private readonly Dictionary<string, ServedVersion> byName;
    private readonly (DateOnly Day, string Name, ServedVersion? Version)[] released;
    private readonly IReadOnlyList<UnavailableVersion> unavailable;
    private readonly string api;

    /// <param name="api">The API's name.</param>
    /// <param name="versions">Oldest first.</param>
    /// <param name="unavailable">Versions that are published but cannot be served.</param>
    public VersionIndex(string api, IReadOnlyList<ServedVersion> versions, IReadOnlyList<UnavailableVersion> unavailable)
    {
        (this.api, this.unavailable, Versions) = (api, unavailable, versions);
        // `Api-Version: 2` means v2.
        byName = versions
            .SelectMany(version => new[] { KeyValuePair.Create(version.Part.Version, version), KeyValuePair.Create(version.Part.Version.TrimStart('v'), version) })
            .DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        // A preview is for those who ask for it by name.
        released =
        [
            .. versions.Select(version => (version.Part, Version: (ServedVersion?)version))
                .Concat(unavailable.Where(version => version.Part is not null).Select(version => (Part: version.Part!, Version: (ServedVersion?)null)))
                .Where(pair => pair.Part is { ReleasedOn: not null, Stage: not ApiStage.Preview })
                .Select(pair => (Day: pair.Part.ReleasedOn!.Value, pair.Part.Version, pair.Version)).OrderByDescending(entry => entry.Day),
        ];
    }

    public IReadOnlyList<ServedVersion> Versions { get; }

    /// <summary>Whether a date means a version of this API.</summary>
    public bool HasDates => released.Length > 0;

    /// <summary>The version that a call means, or why there is none.</summary>
    public Problem? Find(ReadOnlySpan<char> asked, out ServedVersion? version)
    {
        if (byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(asked, out version))
            return null;
        if (TryParseDay(asked, out DateOnly day))
            return FindReleased(day, out version);
        if (!ContractNumber.TryParse(asked, out ContractNumber number))
            return Unknown(asked.ToString());
        string name = number.Major.ToString(CultureInfo.InvariantCulture);
        return byName.TryGetValue(name, out ServedVersion? major) ? FindMinor(major, number, out version) : Lost(name) ?? Unknown(asked.ToString());
    }

    public static bool LooksLikeDay(ReadOnlySpan<char> text)
    {
        if (text.Length != 10)
            return false;
        for (int i = 0; i < text.Length; i++)
        {
            if (i is 4 or 7 ? text[i] != '-' : !char.IsAsciiDigit(text[i]))
                return false;
        }

        return true;
    }

    private static bool TryParseDay(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        return LooksLikeDay(text) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    /// <summary>A refusal that lists what there is.</summary>
    public Problem Listing(string detail) => new(ProblemTypes.VersionNotFound, detail)
    {
        Members =
        [
            Problem.Member("versions", Versions.Select(version => version.Part.Version)),
            Problem.Member("available", Versions.Select(VersionOffer.Of)),
        ],
    };

    /// <summary>A refusal of a call that names a version twice, or two; it lists what there is.</summary>
    /// <param name="detail">What names which.</param>
    /// <param name="named">The versions that are named; empty where one place names more than one.</param>
    public Problem Conflict(string detail, params ServedVersion[] named) => new(ProblemTypes.VersionConflict, detail)
    {
        Members =
        [
            .. named.Length == 0 ? Array.Empty<KeyValuePair<string, object>>() : [Problem.Member("versions", named.Select(version => version.Part.Version))],
            Problem.Member("available", Versions.Select(VersionOffer.Of)),
        ],
    };

    private Problem? FindReleased(DateOnly day, out ServedVersion? version)
    {
        version = null;
        foreach (var (since, name, candidate) in released)
        {
            if (since <= day)
            {
                version = candidate;
                // An older one is not what the date means.
                return candidate is null ? Unavailable(name) : null;
            }
        }

        return Listing(released.Length == 0
            ? $"'{api}' has no versions by date."
            : string.Create(CultureInfo.InvariantCulture, $"'{api}' had no version on {day:yyyy-MM-dd}; its first came out on {released[^1].Day:yyyy-MM-dd}."));
    }

    private Problem? FindMinor(ServedVersion major, ContractNumber asked, out ServedVersion? version)
    {
        MinorOutcome outcome = major.Model.Minors.Of(asked);
        version = outcome == MinorOutcome.Served ? major : null;
        string name = major.Part.Version;
        return outcome switch
        {
            MinorOutcome.Served => null,
            MinorOutcome.Newer => Listing($"'{api}' {name} has no {asked} yet: {major.Part.ContractVersion} is the newest."),
            MinorOutcome.Broken => new Problem(
                ProblemTypes.MinorVersionBroken,
                $"'{api}' {name} was changed since {asked} in a way that is not proven compatible, and {asked} is no longer served. Ask for {name} after a look at its changes.")
            {
                Members =
                [
                    Problem.Member("contractVersion", major.Part.ContractVersion),
                    Problem.Member("available", Versions.Select(VersionOffer.Of)),
                ],
            },
            _ => Listing($"'{api}' {name} has no {asked}."),
        };
    }

    /// <summary>Of a version that is published and cannot be served.</summary>
    public Problem Unavailable(string name) => new(ProblemTypes.VersionUnavailable, $"Version {name} of '{api}' was published but cannot be served.");

    private Problem? Lost(string asked) =>
        unavailable.FirstOrDefault(version => version.Name.Equals(asked, StringComparison.OrdinalIgnoreCase) || version.Name.Equals("v" + asked, StringComparison.OrdinalIgnoreCase)) is { } lost
            ? Unavailable(lost.Name)
            : null;

    private Problem Unknown(string asked)
    {
        if (Lost(asked) is { } lost)
            return lost;
        string shown = asked.Length <= 32 ? asked : asked[..32] + "...";
        return Listing($"'{api}' has no version '{shown}'.");
    }
}
