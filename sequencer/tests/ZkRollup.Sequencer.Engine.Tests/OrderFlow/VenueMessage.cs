using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>A message of the venue's day.</summary>
/// <param name="Kind">1 new, 2 partial cancel, 3 delete, 4 visible execution, 5 hidden execution, 7 halt.</param>
/// <param name="OrderId">The venue's number of the resting order; rises with the time of arrival.</param>
/// <param name="Lots">Shares.</param>
/// <param name="Price">In cents; 0 for hidden executions, which happen between cents too.</param>
/// <param name="Side">Of the resting order.</param>
internal readonly record struct VenueMessage(int Kind, long OrderId, long Lots, long Price, Side Side)
{
    internal const int New = 1;
    internal const int PartialCancel = 2;
    internal const int Delete = 3;
    internal const int VisibleExecution = 4;
    internal const int HiddenExecution = 5;
}
