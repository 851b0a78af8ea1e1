namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>All descriptors, by kind; ordered by path.</summary>
internal sealed class Estate(IReadOnlyList<LoadedDescriptor> all)
{
    public IReadOnlyList<LoadedDescriptor> All => all;

    public IEnumerable<(T Descriptor, LoadedDescriptor Loaded)> Of<T>()
        where T : Descriptor => all.Where(d => d.Descriptor is T).Select(d => ((T)d.Descriptor, d));

    public IReadOnlyCollection<string> NamesOf<T>()
        where T : Descriptor => [.. Of<T>().Select(d => d.Descriptor.Name).Distinct().Order(StringComparer.Ordinal)];
}
