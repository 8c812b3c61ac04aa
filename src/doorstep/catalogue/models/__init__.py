from doorstep.catalogue.models.service_item import ServiceItem

__all__ = ["ServiceItem"]
