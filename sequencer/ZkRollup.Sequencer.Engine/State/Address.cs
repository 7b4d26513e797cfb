using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>Addresses of records from plain integers that are known to be in range (docs/protocol.md, 3.2).</summary>
internal static class Address
{
    internal const int PositionBase = 16;
    internal const int SessionBase = 32;
    internal const int UnderlyingBase = 64;
    internal const int UnderlyingStride = 4;
    internal const int Underlyings = 48;
    internal const int UnderlyingEnd = UnderlyingBase + (UnderlyingStride * Underlyings);
    internal const uint Treasury = 3U << 30;

    internal static uint Owner(int account) => (uint)account * RecordAddress.AccountStride;

    internal static uint Account(int account) => Owner(account) + 1;

    internal static uint Position(int account, int place) => Owner(account) + (uint)(PositionBase + place);

    internal static uint Session(int account, int slot) => Owner(account) + (uint)(SessionBase + slot);

    internal static uint Order(int leaf) => (1U << 30) + (uint)leaf;

    internal static uint Terms(int instrument) => (2U << 30) + ((uint)instrument * RecordAddress.InstrumentStride);

    internal static uint Limits(int instrument) => Terms(instrument) + 1;

    internal static uint Risk(int instrument) => Terms(instrument) + 2;

    internal static uint Book(int instrument) => Terms(instrument) + 3;

    internal static uint Insurance(int instrument) => Terms(instrument) + 4;

    internal static uint Signer(int signer) => Treasury + 1 + (uint)signer;

    internal static uint Board(int underlying) => Treasury + UnderlyingBase + ((uint)underlying * UnderlyingStride);

    internal static uint Index(int underlying) => Board(underlying) + 1;
}
