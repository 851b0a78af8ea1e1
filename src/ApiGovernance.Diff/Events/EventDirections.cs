using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>By which law a message is judged: a response's (it is read by others) or a request's (it is written by others).</summary>
internal static class EventDirections
{
    private static readonly ChangeDirection[] Readers = [ChangeDirection.Response];
    private static readonly ChangeDirection[] Writers = [ChangeDirection.Request];
    private static readonly ChangeDirection[] Everybody = [ChangeDirection.Response, ChangeDirection.Request];

    public static IReadOnlyList<ChangeDirection> Of(EventView view) => view switch
    {
        EventView.Producers => Writers,
        EventView.Both => Everybody,
        _ => Readers,
    };

    /// <param name="view">Null for the others' view: they read what the application sends and write what it receives.</param>
    /// <param name="action">Null where no operation says who sends: then both sides are kept.</param>
    public static IReadOnlyList<ChangeDirection> Of(EventView? view, EventAction? action) => (view, action) switch
    {
        ({ } chosen, _) => Of(chosen),
        (_, EventAction.Send) => Readers,
        (_, EventAction.Receive) => Writers,
        _ => Everybody,
    };
}
