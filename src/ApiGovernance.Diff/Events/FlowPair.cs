using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>One way on one channel, on both sides.</summary>
/// <param name="Shape">The address without what its parameters are called.</param>
internal sealed record FlowPair(EventFlow Before, EventFlow After, string Shape)
{
    /// <summary>What either side says.</summary>
    public EventAction? Action => After.Action ?? Before.Action;

    public string Identity => $"{After.Verb} {Shape}";
}
