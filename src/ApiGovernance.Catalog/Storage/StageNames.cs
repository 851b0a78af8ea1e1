using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Storage;

/// <summary>Stages as they are written, e.g. <c>deprecated</c>.</summary>
internal static class StageNames
{
    private static readonly Dictionary<ApiStage, string> Names = Enum.GetValues<ApiStage>().ToDictionary(stage => stage, stage => Enum.GetName(stage)!.ToLowerInvariant());

    public static IEnumerable<string> All => Names.Values;

    public static string Of(ApiStage stage) => Names[stage];

    public static ApiStage? Parse(string name)
    {
        foreach ((ApiStage stage, string written) in Names)
        {
            if (written == name)
                return stage;
        }

        return null;
    }
}
