using System.Reflection;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>
/// The storage contract: every public method of the static classes of this folder that are named <c>...Scenarios</c>. Each provider
/// passes them all.
/// </summary>
internal static class StoreScenarios
{
    private static readonly SortedDictionary<string, MethodInfo> Methods = new(
        typeof(StoreScenarios).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(StoreScenarios).Namespace && type.Name.EndsWith("Scenarios", StringComparison.Ordinal) && type != typeof(StoreScenarios))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .ToDictionary(method => $"{method.DeclaringType!.Name[..^"Scenarios".Length]}: {method.Name}"),
        StringComparer.Ordinal);

    public static IEnumerable<string> All => Methods.Keys;

    public static Task RunAsync(string scenario, StoreWorld world) => (Task)Methods[scenario].Invoke(null, [world])!;
}
