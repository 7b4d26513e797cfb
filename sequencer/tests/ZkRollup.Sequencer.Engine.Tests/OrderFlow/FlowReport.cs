using System.Globalization;
using System.Text;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>The report file of a flow: one report a line, by message and, within one, by type; lines end but for the last.</summary>
/// <remarks>
/// A line is type and number of the message, then: 0 acknowledged (side, order, price, lots), 1 trade (price, lots, maker, taker),
/// 2 cancelled (side, order, price), 3 modified (side, order, price, lots), 4 cancel rejected (order), 5 modify rejected (order).
/// Side is 0 for buys and 1 for sells.
/// </remarks>
internal sealed class FlowReport
{
    private const int Trade = 1;

    private readonly StringBuilder _text = new();
    private readonly List<(int Type, string Line)> _ofMessage = [];

    internal void Acknowledge(in FlowMessage message) => AddOrder(0, message);

    internal void AddTrade(in FlowMessage taker, in Fill fill) =>
        Add(Trade, $"{Trade},{taker.Sequence},{fill.Price},{fill.Lots},{fill.Maker.Tag},{taker.OrderId}");

    internal void AddCancelled(long sequence, Side side, long order, long price) => Add(2, $"2,{sequence},{(int)side},{order},{price}");

    internal void AddModified(in FlowMessage message) => AddOrder(3, message);

    internal void RejectCancel(in FlowMessage message) => Add(4, $"4,{message.Sequence},{message.OrderId}");

    internal void RejectModify(in FlowMessage message) => Add(5, $"5,{message.Sequence},{message.OrderId}");

    /// <summary>The reports of the message are complete.</summary>
    internal void EndMessage()
    {
        foreach ((int _, string line) in _ofMessage.OrderBy(report => report.Type))
        {
            _text.Append(_text.Length == 0 ? string.Empty : "\n").Append(line);
        }

        _ofMessage.Clear();
    }

    /// <summary>The whole file.</summary>
    public override string ToString() => _text.ToString();

    private void AddOrder(int type, in FlowMessage message) =>
        Add(type, $"{type},{message.Sequence},{(int)message.Side},{message.OrderId},{message.Price},{message.Lots}");

    private void Add(int type, FormattableString line) => _ofMessage.Add((type, line.ToString(CultureInfo.InvariantCulture)));
}
