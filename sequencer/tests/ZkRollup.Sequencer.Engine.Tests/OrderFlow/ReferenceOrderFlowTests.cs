using Xunit.Abstractions;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

public class ReferenceOrderFlowTests(ITestOutputHelper output) : OrderFlowTests(output)
{
    private protected override IExchange NewExchange() => new ReferenceExchange();
}
