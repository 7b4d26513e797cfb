using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>Records in their packed shape (docs/protocol.md, 3.3).</summary>
internal sealed partial class StateStore
{
    /// <summary>Packed fields of a record: a0 to a4, b0 to b5.</summary>
    internal const int FieldCount = 11;

    private const int A0 = 0;
    private const int A1 = 1;
    private const int A2 = 2;
    private const int A3 = 3;
    private const int A4 = 4;
    private const int B0 = 5;
    private const int B1 = 6;
    private const int B2 = 7;
    private const int B3 = 8;
    private const int B4 = 9;
    private const int B5 = 10;

    /// <summary>The record at an address that a class of §3.2 has.</summary>
    internal Record Pack(uint address)
    {
        Span<ulong> fields = stackalloc ulong[FieldCount];
        PackFields(address, fields);
        PackKey(address, out Fr x, out Fr y);
        return new Record(
            x,
            y,
            fields[A0],
            fields[A1],
            fields[A2],
            fields[A3],
            fields[A4],
            fields[B0],
            fields[B1],
            fields[B2],
            fields[B3],
            fields[B4],
            fields[B5]);
    }

    /// <summary>The whole elements of a record.</summary>
    internal void PackKey(uint address, out Fr x, out Fr y)
    {
        x = default;
        y = default;
        uint index = address & ((1U << 30) - 1);
        uint offset = index % RecordAddress.AccountStride;
        switch ((Subtree)(address >> 30))
        {
            case Subtree.Accounts when offset == 0:
                x = Owners[index / RecordAddress.AccountStride].KeyX;
                y = Owners[index / RecordAddress.AccountStride].KeyY;
                break;
            case Subtree.Accounts when offset >= Address.SessionBase:
                ref readonly SessionKey key = ref SessionKeys[SessionOf(index)];
                x = key.X;
                y = key.Y;
                break;
            case Subtree.System when index is >= 1 and <= 5:
                x = Signers[index - 1].Key.X;
                y = Signers[index - 1].Key.Y;
                break;
        }
    }

    /// <summary>The packed fields of the record at an address that a class of §3.2 has.</summary>
    internal void PackFields(uint address, Span<ulong> fields)
    {
        fields = fields[..FieldCount];
        fields.Clear();
        int index = (int)(address & ((1U << 30) - 1));
        switch ((Subtree)(address >> 30))
        {
            case Subtree.Accounts:
                PackOfAccount(index / RecordAddress.AccountStride, index % RecordAddress.AccountStride, fields);
                break;
            case Subtree.Orders:
                PackOrder(Orders[index], fields);
                break;
            case Subtree.Instruments:
                PackOfInstrument(Instruments[index / RecordAddress.InstrumentStride], index % RecordAddress.InstrumentStride, fields);
                break;
            default:
                PackOfSystem(index, fields);
                break;
        }
    }

    private static void PackOrder(in OrderState order, Span<ulong> fields)
    {
        if (order.Quantity == 0)
        {
            return;
        }

        fields[A0] = (ulong)order.Market;
        fields[A1] = (ulong)order.Nonce;
        fields[A2] = (ulong)order.Expiry;
        fields[A3] = (ulong)order.OwnerReference;
        fields[A4] = (ulong)order.Serial;
        fields[B0] = (ulong)order.MaximumFee;
        fields[B1] = (ulong)order.OrderEpoch;
        fields[B2] = (ulong)order.Price;
        fields[B3] = (ulong)order.Quantity;
        fields[B4] = (ulong)order.Next;
        fields[B5] = (ulong)order.NextPrice;
    }

    private static void PackPosition(in PositionState position, Span<ulong> fields)
    {
        if (position.Instrument == 0)
        {
            return;
        }

        fields[A0] = Bias.Encode(position.Snapshot, 60);
        fields[A1] = (ulong)position.LotsEpoch;
        fields[B2] = (ulong)position.Instrument;
        fields[B3] = Bias.Encode(position.Size, 36);
        fields[B4] = (ulong)position.OpenBuys;
        fields[B5] = (ulong)position.OpenSells;
    }

    private static void PackAccount(in AccountState account, Span<ulong> fields)
    {
        if (!account.IsLive)
        {
            return;
        }

        fields[A0] = Bias.Encode(account.Cash, 60);
        fields[A1] = (ulong)account.SessionCount;
        fields[A2] = (ulong)account.OrderEpoch;
        fields[A3] = (ulong)account.SessionEpoch;
        fields[B3] = (ulong)account.PositionMask;
        fields[B4] = (ulong)account.OpenOrders;
        fields[B5] = 1;
    }

    private static void PackSession(in SessionState session, Span<ulong> fields)
    {
        if (session.Serial == 0)
        {
            return;
        }

        fields[A0] = (ulong)session.LargestNotional;
        fields[A1] = (ulong)session.Nonce;
        fields[A2] = (ulong)session.Expiry;
        fields[A4] = session.Markets;
        fields[B0] = (ulong)session.Budget;
        fields[B1] = (ulong)session.SessionEpoch;
        fields[B2] = (ulong)session.Scope;
        fields[B3] = (ulong)session.Serial;
    }

    private int SessionOf(uint index)
    {
        int account = (int)(index / RecordAddress.AccountStride);
        return SessionAt(account, (int)(index % RecordAddress.AccountStride) - Address.SessionBase);
    }

    private void PackOfAccount(int account, int offset, Span<ulong> fields)
    {
        if (offset == 1)
        {
            PackAccount(Accounts[account], fields);
        }
        else if (offset == 0)
        {
            ref readonly OwnerState owner = ref Owners[account];
            fields[A0] = owner.AddressLow;
            fields[A1] = owner.AddressHigh;
            fields[A2] = (ulong)owner.MasterNonce;
            fields[B0] = owner.AddressMiddle;
        }
        else if (offset >= Address.SessionBase)
        {
            PackSession(Sessions[SessionAt(account, offset - Address.SessionBase)], fields);
        }
        else
        {
            PackPosition(Positions[(RecordAddress.Positions * account) + offset - Address.PositionBase], fields);
        }
    }
}
