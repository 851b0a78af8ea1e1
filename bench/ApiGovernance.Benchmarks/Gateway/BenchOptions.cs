using System.Globalization;

namespace ApiGovernance.Benchmarks.Gateway;

/// <summary>
/// What the measured gateway does. <c>--with</c> names the policies that are on (default: <see cref="Usual"/>; <c>usual+X</c> for one more;
/// <c>none</c> for a gateway that only routes), <c>--apis</c> how many API versions there are, <c>--redis</c> where its Redis is.
/// </summary>
internal sealed record BenchOptions(string Port, string Upstream, string KeyFile)
{
    /// <summary>What "everything on" means in <c>docs/benchmarks.md</c>.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["auth", "limits", "validate", "metrics"];

    /// <summary>One more each.</summary>
    public static IReadOnlyList<string> More { get; } =
    [
        "answers", "budgets", "breaker", "retry", "stale", "canary", "shadow", "token", "keys", "shared-limits", "all-fields", "otel", "otel-1", "neighbours", "no-decisions",
    ];

    public HashSet<string> With { get; private init; } = [.. Usual];

    public int Apis { get; private init; } = 1;

    public string? Redis { get; private init; }

    public bool Has(string policy) => With.Contains(policy);

    /// <returns>Null when the arguments are not understood; the reason is written to standard error.</returns>
    public static BenchOptions? Parse(string[] args)
    {
        if (args is not [string port, string upstream, string key, .. string[] rest] || rest.Length % 2 != 0)
            return Fail("PORT UPSTREAM KEY and pairs of an option and its value are expected");
        BenchOptions options = new(port, upstream, key);
        foreach (string[] pair in rest.Chunk(2))
        {
            switch (pair[0])
            {
                case "--with":
                    HashSet<string> with = [.. pair[1].Split('+').SelectMany(word => word switch { "usual" => Usual, "none" => [], _ => [word] })];
                    if (with.FirstOrDefault(word => !Usual.Contains(word) && !More.Contains(word)) is { } unknown)
                        return Fail($"no policy '{unknown}'; there are {string.Join(", ", Usual.Concat(More))}");
                    options = options with { With = with };
                    break;
                case "--apis" when int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out int apis) && apis > 0:
                    options = options with { Apis = apis };
                    break;
                case "--redis":
                    options = options with { Redis = pair[1] };
                    break;
                default:
                    return Fail($"{pair[0]} {pair[1]} is not understood");
            }
        }

        return options;
    }

    private static BenchOptions? Fail(string reason)
    {
        Console.Error.WriteLine($"gateway: {reason}");
        return null;
    }
}
