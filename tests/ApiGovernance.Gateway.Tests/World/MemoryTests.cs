namespace ApiGovernance.Gateway.Tests.World;

/// <summary>Tests that measure what the process allocates or keeps: nothing else may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class MemoryTests
{
    public const string Name = "Memory";
}
