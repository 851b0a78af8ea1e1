using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads <c>paths</c> and <c>webhooks</c>.</summary>
internal static class PathsReader
{
    /// <param name="arePaths">False for webhooks, whose names are no templates.</param>
    public static IReadOnlyList<ApiOperation> Read(ContractReading reading, OperationReader operations, ResolvedNode? paths, bool arePaths)
    {
        if (paths is null)
            return [];

        var read = new List<ApiOperation>();
        var templates = new PathTemplateCheck(reading);
        // A whole map in another file is not in the standard, but bundlers accept it and documents have it.
        foreach ((DocumentMember member, ResolvedNode value) in reading.Map(paths, arePaths ? "'paths'" : "'webhooks'"))
        {
            if (arePaths && !templates.Accept(member, value))
                continue;

            IReadOnlyList<ApiOperation> item = PathItemReader.Read(reading, operations, member.Name, value);
            read.AddRange(item);
            if (arePaths)
                templates.CheckParameters(member, value, item);
        }

        return read;
    }
}
