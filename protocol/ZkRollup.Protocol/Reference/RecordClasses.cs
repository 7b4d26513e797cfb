using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Reference;

/// <summary>Which class an address has, and whose record it is.</summary>
internal static class RecordClasses
{
    private const uint PositionBase = 16;
    private const uint SessionBase = 32;
    private const uint SignerCount = 5;
    private const uint UnderlyingBase = 64;
    private const uint UnderlyingStride = 4;
    private const uint UnderlyingCount = 48;

    /// <summary>The class, the account, instrument, underlying, signer or leaf, and the place or slot.</summary>
    internal static (RecordClass Class, long Owner, int Place) Of(RecordAddress address)
    {
        uint index = address.Index;
        return address.Subtree switch
        {
            Subtree.Accounts => OfAccount(index / RecordAddress.AccountStride, index % RecordAddress.AccountStride),
            Subtree.Orders => (index == 0 ? RecordClass.None : RecordClass.Order, index, 0),
            Subtree.Instruments => OfInstrument(index / RecordAddress.InstrumentStride, index % RecordAddress.InstrumentStride),
            _ => OfSystem(index),
        };
    }

    private static (RecordClass Class, long Owner, int Place) OfAccount(uint account, uint offset) => offset switch
    {
        _ when account == 0 => (RecordClass.None, 0, 0),
        0 => (RecordClass.Owner, account, 0),
        1 => (RecordClass.Account, account, 0),
        >= PositionBase and < PositionBase + RecordAddress.Positions => (RecordClass.Position, account, (int)(offset - PositionBase)),
        >= SessionBase and < SessionBase + RecordAddress.Sessions => (RecordClass.Session, account, (int)(offset - SessionBase)),
        _ => (RecordClass.None, account, 0),
    };

    private static (RecordClass Class, long Owner, int Place) OfInstrument(uint instrument, uint offset)
    {
        RecordClass result = offset switch
        {
            0 => RecordClass.Terms,
            1 => RecordClass.Limits,
            2 => RecordClass.Risk,
            3 => RecordClass.Book,
            4 => RecordClass.Insurance,
            _ => RecordClass.None,
        };
        return (instrument is >= 1 and <= 4_095 ? result : RecordClass.None, instrument, 0);
    }

    private static (RecordClass Class, long Owner, int Place) OfSystem(uint index)
    {
        if (index == 0)
        {
            return (RecordClass.Treasury, 0, 0);
        }

        if (index <= SignerCount)
        {
            return (RecordClass.Signer, index - 1, 0);
        }

        bool isUnderlying = index >= UnderlyingBase && index < UnderlyingBase + (UnderlyingStride * UnderlyingCount);
        uint underlying = isUnderlying ? (index - UnderlyingBase) / UnderlyingStride : 0;
        return (isUnderlying, index % UnderlyingStride) switch
        {
            (true, 0) => (RecordClass.Board, underlying, 0),
            (true, 1) => (RecordClass.Index, underlying, 0),
            _ => (RecordClass.None, 0, 0),
        };
    }
}
