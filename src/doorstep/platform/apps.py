from django.apps import AppConfig


class PlatformConfig(AppConfig):
    name = "doorstep.platform"
    label = "platform"
